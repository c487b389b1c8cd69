using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Evidence;

/// <summary>The state of the link between a parent and a child, seen from a <see cref="Vantage"/>.</summary>
public enum LinkStanding
{
    /// <summary>No link is known, or it was rejected.</summary>
    None = 0,

    /// <summary>Claimed or confirmed.</summary>
    OnRecord = 1,

    /// <summary>Agencies or people disagree.</summary>
    Disputed = 2,

    /// <summary>Only statistics suggest the link, and no person has decided.</summary>
    Proposed = 3,
}

/// <summary>One parent and one child: the link and its evidence, and the decisions about this child.</summary>
public sealed class FamilyFile(PersonFile parent, PersonFile child)
{
    private bool _sorted;

    public PersonFile Parent { get; } = parent;

    public PersonFile Child { get; } = child;

    public ParentId ParentId => new(Parent.Id);

    public ChildId ChildId => new(Child.Id);

    public List<LinkRow> Links { get; } = [];

    /// <summary>A person's decision about the link in Kinkeeper. It outranks every row. Null if there is none.</summary>
    public LinkRow? DecidedByPerson { get; internal set; }

    /// <summary>Probability of the undecided statistical proposal. Null if there is none.</summary>
    public double? Proposal { get; internal set; }

    public List<Decision> Decisions { get; } = [];

    /// <summary>Confirmed plan steps by decision.</summary>
    public List<(string DecisionId, PlanStep Step)> Steps { get; } = [];

    public LinkStanding StandingFrom(Vantage vantage)
    {
        LinkStatus? status = null;
        if (DecidedByPerson is { } decided && vantage.KnowsLink(decided.AsOf))
        {
            status = decided.Status;
        }
        else
        {
            LinkRow? latest = null;
            foreach (LinkRow row in Links)
            {
                if (vantage.KnowsLink(row.AsOf)
                    && (latest is not { } best || row.AsOf > best.AsOf || (row.AsOf == best.AsOf && row.Status > best.Status)))
                {
                    latest = row;
                }
            }

            status = latest?.Status ?? (Decisions.Exists(decision => vantage.KnowsLink(decision.RecordedAt)) ? LinkStatus.Claimed : null);
        }

        return status switch
        {
            LinkStatus.Claimed or LinkStatus.Confirmed => LinkStanding.OnRecord,
            LinkStatus.Disputed => LinkStanding.Disputed,
            LinkStatus.Rejected => LinkStanding.None,
            _ => Proposal is null ? LinkStanding.None : LinkStanding.Proposed,
        };
    }

    /// <summary>
    /// Returns the latest decision recorded by then, ordered by time taken, time recorded, and id. Null if there is none.
    /// </summary>
    public Decision? LatestDecision(Vantage vantage)
    {
        if (!_sorted)
        {
            Decisions.Sort(Decision.CompareByTime);
            _sorted = true;
        }

        for (int i = Decisions.Count - 1; i >= 0; i--)
        {
            if (vantage.Knows(Decisions[i].RecordedAt))
            {
                return Decisions[i];
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the parent's latest unresolved wish to leave together. Null if there is none. A wish is an unrevoked decision "accompany",
    /// or a statement that a reader marked as one. It is resolved by a later, unrevoked decision "remain" without any defect,
    /// recorded before departure. A flawed waiver never resolves a wish
    /// (DHS OIG-21-36: three fathers removed alone although the record showed that they had asked for their child).
    /// </summary>
    public UnresolvedWish? UnresolvedWish(Vantage vantage, GradingStandard standard)
    {
        UnresolvedWish? wish = null;
        foreach (Statement statement in Parent.Statements)
        {
            // A review counts statements by the time they were made, the gate by the time they were recorded: before that, nobody
            // could know them.
            if (statement.Wish is Wish.Accompany && vantage.KnowsStatement(statement.MadeAt, statement.RecordedAt))
            {
                Consider(new UnresolvedWish(statement.MadeAt, null, statement.StatementId));
            }
        }

        foreach (Decision decision in Decisions)
        {
            if (decision.Choice is Choice.Accompany && vantage.Knows(decision.RecordedAt) && !DecisionGrading.IsRevoked(decision, vantage))
            {
                Consider(new UnresolvedWish(decision.TakenAt, decision.DecisionId, null));
            }
        }

        if (wish is null)
        {
            return null;
        }

        foreach (Decision decision in Decisions)
        {
            if (decision.Choice is Choice.Remain && decision.TakenAt > wish.At && vantage.Knows(decision.RecordedAt)
                && DecisionGrading.Grade(decision, vantage, standard) is Defects.None)
            {
                return null;
            }
        }

        return wish;

        void Consider(UnresolvedWish candidate)
        {
            if (wish is null || candidate.At > wish.At)
            {
                wish = candidate;
            }
        }
    }

    public bool IsConfirmed(Decision decision, PlanStepKind kind, Vantage vantage) =>
        Steps.Exists(step => step.DecisionId == decision.DecisionId && step.Step.Kind == kind && vantage.Knows(step.Step.ConfirmedAt));
}

/// <summary>The source of a wish to leave together: a decision or a statement.</summary>
public sealed record UnresolvedWish(DateTimeOffset At, string? DecisionId, long? StatementId);
