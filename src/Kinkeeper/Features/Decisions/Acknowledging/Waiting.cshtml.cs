using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Acknowledging;

/// <summary>The decisions that wait for a supervisor, what each lacks, and the acknowledgement in the supervisor's own session.</summary>
[Requires(Permission.AcknowledgeDecisions)]
public sealed class WaitingModel(ListWaiting waiting, AcknowledgeDecision acknowledge, AccessRecord access, ReadDecision decisions, PersonScope scope) : PageModel
{
    /// <summary>A longer list tires its reader.</summary>
    private const int Most = 25;

    /// <summary>The number that the last list ended with; null: from the latest.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<WaitingDecision> Listed { get; private set; } = [];

    /// <summary>The number from which the older ones are listed; null if there are none.</summary>
    public long? Older { get; private set; }

    public string? Refused { get; private set; }

    /// <summary>The names of the decision just acknowledged, empty if not recorded; null if none was acknowledged.</summary>
    public (string Parent, string Child)? Acknowledged { get; private set; }

    public Task OnGetAsync() => ListAsync();

    /// <summary>Acknowledges in the name of the account that is signed in, never of a name in the form.</summary>
    public async Task OnPostAsync(string? decision)
    {
        try
        {
            // A decision about somebody of another office looks like one that does not exist.
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
