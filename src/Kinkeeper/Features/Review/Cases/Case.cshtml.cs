using Kinkeeper.Features.Decisions.Receipts;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Overview;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Review.Cases;

/// <summary>
/// One removal of the review: the finding for each child, and the ids of the records behind it. It shows no names. A reader with
/// permission can open the records.
/// </summary>
[Requires(Permission.ViewReview)]
public sealed class CaseModel(ReviewRemovals review, Store store, PersonScope scope, PageAddresses pages) : ReviewPage
{
    /// <summary>The agency's id of the removal.</summary>
    [BindProperty(SupportsGet = true)]
    public string Removal { get; set; } = string.Empty;

    /// <summary>The month of the list that led here. Null for all months.</summary>
    [BindProperty(SupportsGet = true, Name = "month")]
    public DateOnly? Month { get; set; }

    /// <summary>The finding. Null if the review has no such removal.</summary>
    public RemovalFinding? Finding { get; private set; }

    /// <summary>Decisions that can have a receipt: they are in the log and not expunged.</summary>
    public IReadOnlySet<string> Logged { get; private set; } = new HashSet<string>();

    /// <summary>The page address of each decision of the case. Empty if the reader may not open them.</summary>
    public IReadOnlyDictionary<string, string> Decisions { get; private set; } = new Dictionary<string, string>();

    /// <summary>A record of each person of the case whose file the reader may open.</summary>
    public IReadOnlyDictionary<PersonId, RecordKey> Files { get; private set; } = new Dictionary<PersonId, RecordKey>();

    /// <summary>True if the reader may download a decision's receipt.</summary>
    public bool MayTakeReceipts { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Account account = Account.Of(User)!;
        MayTakeReceipts = pages.MayOpen(account, ReceiptFileEndpoint.Route);
        // The server does not decode %2F, because a slash would be another address.
        Removal = Removal.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        IActionResult answer = await AnswerAsync(request =>
        {
            Finding = review.Find(Removal, request.Policy);
            if (Finding is not null)
            {
                Logged = LoggedOf(Finding);
                Decisions = pages.MayOpen(account, "decisions/{address}") && scope.MaySee(account, Finding.Parent.Person) ? AddressesOf(Finding) : Decisions;
                Files = pages.MayOpen(account, "families/{record:long}") ? FilesOf(account, Finding) : Files;
            }

            return Task.CompletedTask;
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

    private Dictionary<string, string> AddressesOf(RemovalFinding finding)
    {
        string[] decisions = [.. finding.Children.SelectMany(child => child.Family.Decisions).Select(decision => decision.DecisionId).Distinct()];
        using KinkeeperDb db = store.Open();
        return db.Set<DecisionRow>().AsNoTracking().Where(row => decisions.Contains(row.DecisionId)).ToDictionary(row => row.DecisionId, ReadDecision.AddressOf, StringComparer.Ordinal);
    }

    private Dictionary<PersonId, RecordKey> FilesOf(Account account, RemovalFinding finding)
    {
        IReadOnlySet<PersonId> visible = scope.Visible(account, [finding.Parent.Person, .. finding.Children.Select(child => child.Child.Person)]);
        PersonId[] people = [.. visible];
        using KinkeeperDb db = store.Open();
        return db.Set<SourceRecord>().Where(record => people.Contains(record.PersonId)).Select(record => new { record.PersonId, record.Id }).AsEnumerable()
            .GroupBy(record => record.PersonId).ToDictionary(person => person.Key, person => person.MinBy(record => record.Id.Value)!.Id);
    }
}
