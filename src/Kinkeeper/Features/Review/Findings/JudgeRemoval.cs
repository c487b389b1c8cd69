using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Review.Findings;

/// <summary>
/// Judges one past removal for each child, from the evidence alone and without side effects
/// (docs/handbook.md, "Findings"; DHS OIG-21-36).
/// </summary>
public static class JudgeRemoval
{
    /// <summary>Returns the finding for one child. Null if the child does not count.</summary>
    public static ChildFinding? Judge(FamilyFile family, Removal removal, GradingStandard standard)
    {
        Vantage vantage = Vantage.LookingBack(removal.DepartsAt);
        LinkStanding standing = family.StandingFrom(vantage);
        if (standing is LinkStanding.None || !Counts(family.Child, removal, vantage))
        {
            return null;
        }

        Decision? latest = family.LatestDecision(vantage);
        if (standing is not LinkStanding.OnRecord)
        {
            return new ChildFinding(family, FindingClass.Unknown, Honored.CannotTell, Defects.None, latest, null, null);
        }

        Removal? journey = family.Child.Removals.Find(own => own.Executed && own.IsTogetherWith(removal));
        UnresolvedWish? wish = family.UnresolvedWish(vantage, standard);
        Defects defects = latest is null ? Defects.None : DecisionGrading.Grade(latest, vantage, standard);
        FindingClass found = journey is not null ? FindingClass.Together
            : wish is not null ? FindingClass.Contradicted
            : latest is null ? FindingClass.Undocumented
            : latest.Choice is Choice.Remain && defects is Defects.None ? FindingClass.Documented
            : FindingClass.Flawed;
        return new ChildFinding(family, found, HonoredBy(journey, wish, latest, defects), Shown(found, family, defects), latest, wish, journey);
    }

    /// <summary>Checks if a child counts: under 18 at departure or of unknown age (doubt protects), and not already removed.</summary>
    private static bool Counts(PersonFile child, Removal removal, Vantage vantage) =>
        child.AgeAt(removal.DepartsAt) is not Age.Adult && child.AlreadyRemovedBefore(removal, vantage) is null;

    private static Honored HonoredBy(Removal? journey, UnresolvedWish? wish, Decision? latest, Defects defects)
    {
        if (wish is not null)
        {
            return journey is not null ? Honored.Yes : Honored.No;
        }

        return latest is { Choice: Choice.Remain } && defects is Defects.None
            ? journey is null ? Honored.Yes : Honored.No
            : Honored.CannotTell;
    }

    private static Defects Shown(FindingClass found, FamilyFile family, Defects defects) => found switch
    {
        FindingClass.Flawed or FindingClass.Contradicted => defects,
        // Nothing was recorded before departure, so any existing record came later.
        FindingClass.Undocumented when family.Decisions.Count > 0 => Defects.RecordedAfterDeparture,
        _ => Defects.None,
    };
}
