using System.Text;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Families;

/// <summary>A parent and a child who had been held or encountered together, and were held apart from here on.</summary>
/// <param name="Parent">The parent.</param>
/// <param name="Child">The child.</param>
/// <param name="At">From when the record shows them apart.</param>
/// <param name="TogetherAt">Where they had been held together; null where they had only been encountered together.</param>
public sealed record Separation(FamilyMember Parent, FamilyMember Child, DateTimeOffset At, HeldBy? TogetherAt)
{
    /// <summary>Two offices do not write down one hour at the same minute: a day is a shift and its hand-over.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromHours(24);

    /// <summary>The separations that a pair's custody and encounters show, in order. What nobody recorded shows nothing: there may be more.</summary>
    public static IReadOnlyList<Separation> Of(FamilyMember parent, FamilyMember child, IReadOnlyCollection<HeldBy> parents, IReadOnlyCollection<HeldBy> childs)
    {
        List<Separation> found = [];
        foreach (HeldBy his in parents)
        {
            foreach (HeldBy hers in childs.Where(row => RunTogether(his, row)))
            {
                // They part when the first of them leaves the place, unless both were let go at the same time or held together again.
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

    /// <summary>One facility by name; where a name is missing nobody knows, and nothing is concluded.</summary>
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
