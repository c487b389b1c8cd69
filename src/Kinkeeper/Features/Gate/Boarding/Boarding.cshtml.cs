using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Gate.Boarding;

/// <summary>Asks a parent once more before boarding, on any device. If a question is unanswered, the parent does not board.</summary>
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

    /// <summary>Returns both answers in an order that differs from question to question, so that neither is the usual one.</summary>
    public IEnumerable<string> InTurn(BoardingQuestion question) =>
        (question.Decision.Sum(letter => letter) + Clearance) % 2 == 0 ? Words : Words.Reverse();

    /// <summary>
    /// Reads the answers by decision. The form binder is not used: if no question is answered, it takes the form's other fields as
    /// answers, and a check without any answer would leave no record.
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
