using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>Shows the interviews of one parent about one child, open and closed, and starts another.</summary>
[Requires(Permission.Interview)]
[OpensFile]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class InterviewStartModel(FindInterview pairs, KeepInterview interviews, AccessRecord access) : PageModel
{
    /// <summary>The key of the parent's record. A URL never holds a name or an A-number.</summary>
    [BindProperty(SupportsGet = true)]
    public long Parent { get; set; }

    /// <summary>The key of the child's record.</summary>
    [BindProperty(SupportsGet = true)]
    public long Child { get; set; }

    public InterviewPair Pair { get; private set; } = null!;

    public IReadOnlyList<InterviewSheet> Held { get; private set; } = [];

    public IEnumerable<InterviewSheet> InProgress => Held.Where(interview => interview.Row.ClosedAt is null);

    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await FoundAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostStartAsync() =>
        await FoundAsync() ? Redirect($"/interview/{interviews.Start(Pair, Account.Of(User)!.Id)}/{InterviewStep.All[0].Name}") : NotFound();

    public async Task<IActionResult> OnPostGiveUpAsync(string? interview, string? reason)
    {
        if (!await FoundAsync() || Held.All(held => held.Row.Number != interview))
        {
            return NotFound();
        }

        try
        {
            interviews.GiveUp(interview!, reason is { Length: > InterviewField.LongestLine } ? reason[..InterviewField.LongestLine] : reason ?? string.Empty, Account.Of(User)!.Id);
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
            return Page();
        }

        return Redirect($"/interview/{Parent}/{Child}");
    }

    private async Task<bool> FoundAsync()
    {
        if (pairs.Execute(new RecordKey(Parent), new RecordKey(Child)) is not { } pair)
        {
            return false;
        }

        await access.ReadAsync(HttpContext, [pair.ParentSource.Id, pair.ChildSource.Id]);
        Pair = pair;
        Held = interviews.Of(pair.ParentSource.Id, pair.ChildSource.Id);
        return true;
    }
}
