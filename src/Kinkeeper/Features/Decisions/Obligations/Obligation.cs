using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Decisions.Obligations;

/// <summary>The way an obligation was closed.</summary>
public enum ClosedBy
{
    /// <summary>Not closed: somebody must still find the parent, or record why not.</summary>
    Nothing = 0,

    /// <summary>Parent and child were removed together.</summary>
    Together = 1,

    /// <summary>A complete decision: <c>remain</c> on record before departure, or either choice afterwards.</summary>
    Decision = 2,
    LocatedAndInformed = 3,
    Exception = 4,
}

/// <summary>
/// The duty towards one child that the executed removal of a parent opens: to find out what the parent wants. Silence does not close
/// it, nor does a defective record, nor a wish to take the child that was ignored.
/// </summary>
public sealed record Obligation(Removal Removal, FamilyFile Family, ClosedBy ClosedBy)
{
    public bool IsOpen => ClosedBy == ClosedBy.Nothing;

    /// <summary>Returns every obligation that removals of this person have opened.</summary>
    /// <param name="parent">The person removed.</param>
    /// <param name="closing">The way a person closed a removal's obligation towards a child; null if nobody has.</param>
    /// <param name="now">Decisions recorded up to this time count.</param>
    public static IEnumerable<Obligation> Of(PersonFile parent, Func<Removal, FamilyFile, ClosingKind?> closing, DateTimeOffset now)
    {
        foreach (Removal removal in parent.Removals.Where(removal => removal.Executed && removal.DepartsAt <= now))
        {
            Vantage departure = Vantage.LookingBack(removal.DepartsAt);
            foreach (FamilyFile family in parent.AsParent)
            {
                // A child of unknown age counts: doubt protects.
                if (family.StandingFrom(departure) is LinkStanding.OnRecord
                    && family.Child.AgeAt(removal.DepartsAt) is not Age.Adult
                    && family.Child.AlreadyRemovedBefore(removal, departure) is null)
                {
                    yield return new Obligation(removal, family, ClosedByRecord(removal, family, now) ?? closing(removal, family) switch
                    {
                        ClosingKind.LocatedAndInformed => ClosedBy.LocatedAndInformed,
                        ClosingKind.Exception => ClosedBy.Exception,
                        _ => ClosedBy.Nothing,
                    });
                }
            }
        }
    }

    private static ClosedBy? ClosedByRecord(Removal removal, FamilyFile family, DateTimeOffset now)
    {
        if (family.Child.Removals.Exists(own => own.Executed && own.IsTogetherWith(removal)))
        {
            return ClosedBy.Together;
        }

        Vantage departure = Vantage.LookingBack(removal.DepartsAt);
        Vantage today = Vantage.StandingAt(now, DateTimeOffset.MaxValue);
        bool documented = family.LatestDecision(departure) is { Choice: Choice.Remain } before
            && DecisionGrading.Grade(before, departure, GradingStandard.Everything) is Defects.None
            && family.UnresolvedWish(departure, GradingStandard.Everything) is null;
        bool askedSince = family.LatestDecision(today) is { Choice: Choice.Remain or Choice.Accompany } since
            && since.TakenAt >= removal.DepartsAt
            && DecisionGrading.Grade(since, today, GradingStandard.Everything) is Defects.None;
        return documented || askedSince ? ClosedBy.Decision : null;
    }
}
