using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Counsel;

/// <summary>Enters, in two steps, who acts for a person, and ends it. Enforcement may do and see neither.</summary>
[Requires(Permission.EnterCounsel)]
[OpensFile]
public sealed class CounselModel(Representations representations, AccessRecord access) : PageModel
{
    /// <summary>The key of one of the person's records.</summary>
    [BindProperty(SupportsGet = true)]
    public long Record { get; set; }

    public IReadOnlyList<RepresentationRow> Rows { get; private set; } = [];

    /// <summary>The entry to confirm; null if nothing is being entered.</summary>
    public ProposedRepresentation? Proposed { get; private set; }

    public string? Refused { get; private set; }

    public Task OnGetAsync() => ListAsync();

    public Task OnPostAsync(string? account, string? evidence) =>
        TryAsync(() => Proposed = representations.Propose(new RecordKey(Record), account, evidence));

    public Task OnPostConfirmAsync(string? account, string? evidence) =>
        TryAsync(() => representations.Enter(new RecordKey(Record), account, evidence, Account.Of(User)!.Id));

    public Task OnPostEndAsync(long id) => TryAsync(() => representations.End(new RecordKey(Record), id, Account.Of(User)!.Id));

    private Task TryAsync(Action step)
    {
        try
        {
            step();
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        return ListAsync();
    }

    private async Task ListAsync()
    {
        await access.ReadAsync(HttpContext, [new RecordKey(Record)]);
        Rows = representations.Of(new RecordKey(Record));
    }
}
