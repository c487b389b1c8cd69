using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Acknowledging;

/// <summary>
/// Shows the decisions that wait for a supervisor, with their defects, and takes the signed-in supervisor's acknowledgement.
/// </summary>
[Requires(Permission.AcknowledgeDecisions)]
public sealed class WaitingModel(ListWaiting waiting, AcknowledgeDecision acknowledge, AccessRecord access, ReadDecision decisions, PersonScope scope) : PageModel
{
    /// <summary>A number that one person can read with care.</summary>
    private const int Most = 25;

    /// <summary>The number that the last list ended with.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<WaitingDecision> Listed { get; private set; } = [];

    /// <summary>The number that the next list starts from; null if there are no older decisions.</summary>
    public long? Older { get; private set; }

    public string? Refused { get; private set; }

    /// <summary>The names of the decision just acknowledged, empty if not recorded; null if none was acknowledged.</summary>
    public (string Parent, string Child)? Acknowledged { get; private set; }

    public Task OnGetAsync() => ListAsync();

    /// <summary>Records the signed-in account as the supervisor, never a name from the form.</summary>
    public async Task OnPostAsync(string? decision)
    {
        try
        {
            // A decision about a person of another office is answered like one that does not exist.
            if (decisions.ParentOf(decision ?? string.Empty) is { } parent && !scope.MaySee(Account.Of(User)!, new RecordKey(parent.Value)))
            {
                throw DecisionRefusals.Unknown(decision!);
            }

            WaitingDecision? read = waiting.Execute(Account.Of(User)!, Before, Most).Listed.FirstOrDefault(listed => listed.Decision == decision);
            acknowledge.Execute(decision ?? string.Empty, Account.Of(User)!.Id);
            Acknowledged = (read?.Parent ?? string.Empty, read?.Child ?? string.Empty);
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        await ListAsync();
    }

    private Task ListAsync()
    {
        (Listed, Older) = waiting.Execute(Account.Of(User)!, Before, Most);
        return access.ReadAsync(HttpContext, [.. Listed.SelectMany(decision => (RecordKey[])[decision.ParentRecord, decision.ChildRecord])]);
    }
}
