using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Gate.Boarding;

/// <summary>Asks a parent once more before boarding, on whatever device is at hand. What was not answered holds.</summary>
[Requires(Permission.CheckBoarding)]
public sealed class BoardingModel(BoardingCheck boarding, Departures departures, AccessRecord access) : PageModel
{
    private const string SaidField = "said[";

    private static readonly string[] Words = ["stands", "changed"];

    [BindProperty(SupportsGet = true)]
    public long Clearance { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Line { get; set; }

    public IReadOnlyList<BoardingQuestion> Questions { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public BoardingAnswer? Answer { get; private set; }

    public string? Refused { get; private set; }

    public Task OnGetAsync() => GuardedAsync(async () =>
    {
        Questions = boarding.Questions(new ClearanceId(Clearance), Line);
        IReadOnlyDictionary<string, NamedPerson> children = departures.People(Questions.Select(question => question.Child));
        Names = children.ToDictionary(child => child.Key, child => child.Value.Name, StringComparer.Ordinal);
        await access.ReadAsync(HttpContext, [.. children.Values.Select(child => child.Record)]);
    });

    public Task OnPostAsync(string? words) => GuardedAsync(async () =>
        Answer = await boarding.ExecuteAsync(
            new ClearanceId(Clearance),
            Line,
            Said(),
            Account.Of(User)!.Id,
            words));

    /// <summary>Neither answer is the usual one: which stands first differs from question to question.</summary>
    public IEnumerable<string> InTurn(BoardingQuestion question) =>
        (question.Decision.Sum(letter => letter) + Clearance) % 2 == 0 ? Words : Words.Reverse();

    /// <summary>
    /// What was answered, by decision. Not left to the form binder: where no question was answered, it takes the form's other fields
    /// for answers, and a check in which nothing was said would leave no record.
    /// </summary>
    private Dictionary<string, BoardingWord> Said() => Request.Form
        .Where(field => field.Key.StartsWith(SaidField, StringComparison.Ordinal) && field.Key.EndsWith(']'))
        .ToDictionary(field => field.Key[SaidField.Length..^1], field => BoardingEndpoints.Word(field.Value.ToString()));

    private async Task GuardedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }
    }
}
