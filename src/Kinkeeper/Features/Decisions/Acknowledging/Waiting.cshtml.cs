using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Acknowledging;

/// <summary>The decisions that wait for a supervisor, what each lacks, and the acknowledgement in the supervisor's own session.</summary>
[Requires(Permission.AcknowledgeDecisions)]
public sealed class WaitingModel(ListWaiting waiting, AcknowledgeDecision acknowledge, AccessRecord access, ReadDecision decisions, PersonScope scope) : PageModel
{
    /// <summary>As many as somebody reads before they tire of reading.</summary>
    private const int Most = 25;

    /// <summary>Where the last list ended.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<WaitingDecision> Listed { get; private set; } = [];

    /// <summary>From where the older ones are listed; null where there are none.</summary>
    public long? Older { get; private set; }

    public string? Refused { get; private set; }

    public bool Acknowledged { get; private set; }

    public Task OnGetAsync() => ListAsync();

    /// <summary>Who acknowledges is who is signed in, never what a form says.</summary>
    public async Task OnPostAsync(string? decision)
    {
        try
        {
            // A decision about somebody of another office looks like one that does not exist.
            if (decisions.ParentOf(decision ?? string.Empty) is { } parent && !scope.MaySee(Account.Of(User)!, new RecordKey(parent.Value)))
            {
                throw DecisionRefusals.Unknown(decision!);
            }

            acknowledge.Execute(decision ?? string.Empty, Account.Of(User)!.Id);
            Acknowledged = true;
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
