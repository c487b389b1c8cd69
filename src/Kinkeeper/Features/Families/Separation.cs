using System.Text;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Families;

/// <summary>The separation of a parent and a child who had been held or encountered together.</summary>
/// <param name="Parent">The parent.</param>
/// <param name="Child">The child.</param>
/// <param name="At">The time from which the record shows them apart.</param>
/// <param name="TogetherAt">The custody in which they were held together; null if they were only encountered together.</param>
public sealed record Separation(FamilyMember Parent, FamilyMember Child, DateTimeOffset At, HeldBy? TogetherAt)
{
    /// <summary>The tolerance for one event recorded by two offices: a day covers a shift and its hand-over.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromHours(24);

    /// <summary>
    /// Returns the separations that a pair's custody and encounters show, in order. There may be others that nobody recorded.
    /// </summary>
    public static IReadOnlyList<Separation> Of(FamilyMember parent, FamilyMember child, IReadOnlyCollection<HeldBy> parents, IReadOnlyCollection<HeldBy> childs)
    {
        List<Separation> found = [];
        foreach (HeldBy his in parents)
        {
            foreach (HeldBy hers in childs.Where(row => RunTogether(his, row)))
            {
                // They part when the first of them leaves the place, unless both were released at the same time or held together again.
                DateTimeOffset? end = Earlier(his.To, hers.To);
                if (end is { } at && IsHeldApart(at, parents, childs))
                {
                    found.Add(new Separation(parent, child, at, his));
                }
            }
        }

        foreach (DateTimeOffset met in EncounteredTogether(parent, child))
        {
            HeldBy? his = FirstAfter(parents, met);
            HeldBy? hers = FirstAfter(childs, met);
            if (his is not null && hers is not null && !IsSamePlace(his, hers) && his.From < (hers.To ?? DateTimeOffset.MaxValue) && hers.From < (his.To ?? DateTimeOffset.MaxValue))
            {
                found.Add(new Separation(parent, child, his.From < hers.From ? his.From : hers.From, null));
            }
        }

        return [.. found.OrderBy(separation => separation.At).DistinctBy(separation => separation.At)];
    }

    private static bool IsHeldApart(DateTimeOffset at, IReadOnlyCollection<HeldBy> parents, IReadOnlyCollection<HeldBy> childs)
    {
        HeldBy[] his = [.. parents.Where(row => IsHeldSoonAfter(row, at))];
        HeldBy[] hers = [.. childs.Where(row => IsHeldSoonAfter(row, at))];
        return his.Length + hers.Length > 0 && !his.Any(one => hers.Any(other => IsSamePlace(one, other)));
    }

    private static bool IsHeldSoonAfter(HeldBy row, DateTimeOffset at) => row.From <= at + SameTime && (row.To is not { } to || to > at + SameTime);

    private static bool RunTogether(HeldBy one, HeldBy other) =>
        IsSamePlace(one, other) && one.From < (other.To ?? DateTimeOffset.MaxValue) && other.From < (one.To ?? DateTimeOffset.MaxValue);

    /// <summary>Returns true if both facilities have the same name. A missing name proves nothing.</summary>
    private static bool IsSamePlace(HeldBy one, HeldBy other) =>
        one.Facility is { } place && other.Facility is { } second
        && string.Equals(one.Agency, other.Agency, StringComparison.OrdinalIgnoreCase) && Folded(place) == Folded(second);

    private static string Folded(string place) => Facility.Name(Encoding.UTF8.GetBytes(place)) ?? place;

    private static IEnumerable<DateTimeOffset> EncounteredTogether(FamilyMember parent, FamilyMember child) =>
        from his in parent.Records
        from hers in child.Records
        where (his.EventNumber is not null && his.EventNumber == hers.EventNumber) || (his.FamilyUnitNumber is not null && his.FamilyUnitNumber == hers.FamilyUnitNumber)
        let met = his.EncounteredAt
        let other = hers.EncounteredAt
        where (met - other)?.Duration() <= SameTime
        select (met > other ? met : other).GetValueOrDefault();

    private static HeldBy? FirstAfter(IEnumerable<HeldBy> rows, DateTimeOffset at) =>
        rows.Where(row => row.From >= at - SameTime && row.From <= at + TimeSpan.FromDays(30)).MinBy(row => row.From);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is not { } first ? other : other is not { } second || first < second ? one : other;
}
