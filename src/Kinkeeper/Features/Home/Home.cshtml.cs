using Kinkeeper.Features.Decisions.Wishes;
using Kinkeeper.Features.Gate.Ahead;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Overriding;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.People.Counsel;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Kinkeeper.Platform.Web;
using Kinkeeper.TamperLog.Notes;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Home;

/// <summary>A person about to leave without a decision.</summary>
public sealed record UrgentPerson(ShownPerson Person, Movement Movement);

/// <summary>Shows the work of the account's role, most urgent first.</summary>
[Requires(Permission.Home)]
public sealed class HomeModel(
    Departures departures,
    GateAhead gate,
    ShowPeople people,
    PersonScope scope,
    AccessRecord access,
    DueBeforeDeparture due,
    OverrideGate overrides,
    KeepReviews reviews,
    Representations representations,
    Sessions sessions,
    SystemFacts facts,
    FindStatements statements,
    PageAddresses pages,
    TimeProvider clock) : PageModel
{
    /// <summary>The most entries named here. The lists behind have all of them.</summary>
    public const int Most = 10;

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(72);

    public DateTimeOffset Now { get; private set; }

    public Account Account { get; private set; } = null!;

    /// <summary>
    /// Movements of the next 72 hours, people held on them, and those of them without a decision. Null if the role may not see it.
    /// </summary>
    public (int Movements, int Held, int Undecided)? Departures { get; private set; }

    /// <summary>The time of the gate's answers; the earliest if they differ.</summary>
    public DateTimeOffset At { get; private set; }

    public IReadOnlyList<UrgentPerson> Urgent { get; private set; } = [];

    /// <summary>The reason the gate cannot decide, in which case everyone is held; otherwise null.</summary>
    public string? Refused { get; private set; }

    /// <summary>Parents about to leave whose decision nobody has acknowledged. Null if the role may not see it.</summary>
    public int? Unacknowledged { get; private set; }

    /// <summary>Overrides that wait for a second person. Null if the role may not see it.</summary>
    public int? Overrides { get; private set; }

    /// <summary>Unconfirmed steps of plans for departures in the next 72 hours. Null if the role may not see it.</summary>
    public IReadOnlyList<DueStep>? Steps { get; private set; }

    /// <summary>True if there are more steps than shown.</summary>
    public bool MoreSteps { get; private set; }

    /// <summary>True if the role reads statements for wishes.</summary>
    public bool ReadsStatements { get; private set; }

    /// <summary>
    /// The number of unread statements. Null if the account sees only some of them, because the total is not theirs to know.
    /// </summary>
    public long? Statements { get; private set; }

    /// <summary>The number of unread statements the account may read by people who leave in the next 72 hours.</summary>
    public int StatementsLeaving { get; private set; }

    public bool ShowsReview { get; private set; }

    /// <summary>The review's finding; null while it is being computed for the first time.</summary>
    public KeptAnswer<ReviewSummary>? Finding { get; private set; }

    public bool ShowsDuties { get; private set; }

    public KeptAnswer<DutyCounts>? Duties { get; private set; }

    /// <summary>The partner's clients. Null if the role may not see it.</summary>
    public IReadOnlyList<Client>? Clients { get; private set; }

    public bool OpensFiles { get; private set; }

    /// <summary>The state of the installation. Null if the role may not see it.</summary>
    public FactsNow? System { get; private set; }

    public int OpenSessions { get; private set; }

    public (Checkpoint? Checkpoint, string? Problem) Log { get; private set; }

    public async Task OnGetAsync()
    {
        Now = clock.GetUtcNow();
        Account = Account.Of(User)!;
        OpensFiles = pages.MayOpen(Account, "families/{record:long}");
        if (Account.May(Permission.ViewDepartures))
        {
            await ShowDeparturesAsync();
        }

        if (Account.May(Permission.AcknowledgeDecisions))
        {
            Unacknowledged = scope.Visible(Account, due.Unacknowledged(Now, Now + Ahead)).Count;
        }

        if (Account.May(Permission.Override))
        {
            OverrideRow[] waiting = [.. overrides.List().Where(row => row.ApprovedBy is null && row.DepartsAt > Now)];
            IReadOnlySet<PersonId> visible = scope.Visible(Account, [.. waiting.Select(row => row.PersonId)]);
            Overrides = waiting.Count(row => visible.Contains(row.PersonId));
        }

        if (Account.Role is AccountRole.OrrCaseManager or AccountRole.ChildWelfareCoordinator or AccountRole.JuvenileCoordinator)
        {
            await ShowStepsAsync();
        }

        if (pages.MayOpen(Account, "statements"))
        {
            ReadsStatements = true;
            Statements = Roles.IsBoundToOffices(Account.Role) ? null : statements.CountUnread();
            StatementsLeaving = statements.CountLeaving(Account, Now + Ahead);
        }

        await ShowReviewAsync();
        if (Account.May(Permission.ViewClients))
        {
            Clients = representations.ClientsOf(Account.Id);
            await access.ReadAsync(HttpContext, [.. Clients.Select(client => client.Record)]);
        }

        if (Account.Role == AccountRole.Administrator)
        {
            System = facts.Read();
            OpenSessions = sessions.Open().Count;
        }

        Log = System is { } system ? (system.Checkpoint, system.LogProblem) : facts.NewestCheckpoint();
    }

    private async Task ShowDeparturesAsync()
    {
        Movement[] movements = [.. departures.Between(Now, Now + Ahead).Where(movement => movement.AllPorts.Any(port => scope.MaySeePlace(Account, port)))];
        try
        {
            IReadOnlyList<MovementAnswer> answers = await gate.ExecuteAsync(movements, mayBeOlder: true);
            At = answers.Count == 0 ? Now : answers.Min(answer => answer.Answer.At);
            (LineAnswer Answer, string Name, Movement Movement)[] undecided = [.. answers.SelectMany(answer => answer.Answer.People.Zip(answer.Names, (person, name) => (person, name, answer.Movement)))
                .Where(person => person.person.Reasons.Any(reason => ClearanceRule.Find(reason.Rule) is { ConcernsWish: true }))];
            Departures = (movements.Length, answers.Sum(answer => answer.Answer.Held), undecided.Length);
            if (Account.Role != AccountRole.Auditor)
            {
                IReadOnlyList<ShownPerson> shown = await people.ExecuteAsync(HttpContext, [.. undecided.Take(Most).Select(person => (person.Answer, person.Name))]);
                Urgent = [.. shown.Zip(undecided, (person, of) => new UrgentPerson(person, of.Movement))];
            }
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }
    }

    private async Task ShowStepsAsync()
    {
        IReadOnlyList<DueStep> all = due.Steps(Now, Now + Ahead);
        List<DueStep> own = [];
        // There may be thousands, so steps are looked up in groups until enough are found to show.
        foreach (DueStep[] some in all.Chunk(4 * Most).TakeWhile(_ => own.Count <= Most))
        {
            IReadOnlySet<PersonId> visible = scope.Visible(Account, [.. some.SelectMany(step => new[] { step.Parent.Person, step.Child.Person }).Distinct()]);
            own.AddRange(some.Where(step => visible.Contains(step.Parent.Person) && visible.Contains(step.Child.Person)));
        }

        MoreSteps = own.Count > Most;
        Steps = [.. own.Take(Most)];
        await access.ReadAsync(HttpContext, [.. Steps.SelectMany(step => new[] { step.Parent.Record, step.Child.Record })]);
    }

    private async Task ShowReviewAsync()
    {
        ShowsReview = Account.May(Permission.ViewReview);
        ShowsDuties = ShowsReview && Account.Role is AccountRole.TaskForceAnalyst or AccountRole.ChildWelfareCoordinator;
        if (ShowsReview && Account.Role is AccountRole.TaskForceAnalyst or AccountRole.Auditor)
        {
            Finding = await reviews.ReviewAsync(new ReviewRequest(), TimeSpan.FromMilliseconds(1));
        }

        if (ShowsDuties)
        {
            Duties = await reviews.DutiesAsync(TimeSpan.FromMilliseconds(1));
        }
    }
}
