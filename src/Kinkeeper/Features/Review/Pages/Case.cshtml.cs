using Kinkeeper.Features.Intake.Exchange;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Review.Pages;

/// <summary>
/// One removal of the review: what was found for each child, and the records that it rests on, by their ids. It names nobody;
/// whoever may open the records finds them there.
/// </summary>
[Requires(Permission.ViewReview)]
public sealed class CaseModel(ReviewRemovals review, Store store) : ReviewPage
{
    /// <summary>The agency's id of the removal.</summary>
    [BindProperty(SupportsGet = true)]
    public string Removal { get; set; } = string.Empty;

    /// <summary>Null where there is no such removal in the review.</summary>
    public RemovalFinding? Finding { get; private set; }

    /// <summary>Decisions of which a receipt can be made: they are in the log, and nobody has expunged them.</summary>
    public IReadOnlySet<string> Logged { get; private set; } = new HashSet<string>();

    public IActionResult OnGet()
    {
        // The server leaves %2F as it is, because a slash would mean another address.
        Removal = Removal.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        IActionResult answer = Answer(request =>
        {
            Finding = review.Find(Removal, request.Policy);
            Logged = Finding is null ? Logged : LoggedOf(Finding);
        });
        if (Finding is null && Refused is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return answer;
    }

    private HashSet<string> LoggedOf(RemovalFinding finding)
    {
        Dictionary<string, string> decisions = finding.Children.SelectMany(child => child.Family.Decisions)
            .Select(decision => decision.DecisionId).Distinct().ToDictionary(id => LoggedDecision.Subject(id).ToString(), StringComparer.Ordinal);
        string[] subjects = [.. decisions.Keys];
        using KinkeeperDb db = store.Open();
        return [.. db.Set<OutboxRow>().AsNoTracking()
            .Where(row => subjects.Contains(row.Subject))
            .Select(row => new { row.Subject, row.Sequence, IsKept = row.Secret != null })
            .AsEnumerable()
            .GroupBy(row => row.Subject, StringComparer.Ordinal)
            .Where(events => events.MaxBy(row => row.Sequence)!.IsKept)
            .Select(events => decisions[events.Key])];
    }
}
