using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Judging;

/// <summary>An approved override in the form the gate uses.</summary>
/// <param name="Id">The override's number.</param>
/// <param name="Person">The person who may leave.</param>
/// <param name="Manifest">The movement it is for.</param>
/// <param name="DepartsAt">The departure it is for. It expires at this time.</param>
/// <param name="ApprovedAt">The time from which it counts.</param>
/// <param name="Overridden">The reasons that held the person when it was requested, each as <c>rule/child</c>.</param>
public sealed record StandingOverride(
    OverrideId Id, PersonId Person, string Manifest, DateTimeOffset DepartsAt, DateTimeOffset ApprovedAt, IReadOnlySet<string> Overridden)
{
    /// <summary>The reason may be lifted by two persons. A rule that this version does not know may not.</summary>
    public static bool MayLift(HoldReason reason) => ClearanceRule.Find(reason.Rule) is { MayBeOverridden: true };

    public static string Key(HoldReason reason) => $"{reason.Rule}/{reason.Child}";

    /// <summary>
    /// Reads the rule and the child's key from text written by <see cref="Key"/>; the child is null if the reason was about the person
    /// alone.
    /// </summary>
    public static (ClearanceRule? Rule, string? Child) Read(string key)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        return (ClearanceRule.Find(key[..slash]), slash + 1 < key.Length ? key[(slash + 1)..] : null);
    }

    /// <summary>
    /// Returns true if it lets the person leave: for this departure, approved by <paramref name="at"/>, not expired, and covering every
    /// reason that holds.
    /// </summary>
    public bool Lifts(ManifestLine line, DateTimeOffset at, IReadOnlyList<HoldReason> reasons) =>
        reasons.Count > 0 && Manifest == line.Manifest && DepartsAt == line.DepartsAt && ApprovedAt <= at && at < DepartsAt
        && reasons.All(reason => MayLift(reason) && Overridden.Contains(Key(reason)));

    /// <summary>The approved overrides of these persons, in one query.</summary>
    internal static ILookup<PersonId, StandingOverride> Read(DatabaseConnection connection, IReadOnlyCollection<PersonId> persons)
    {
        List<StandingOverride> found = [];
        if (persons.Count > 0)
        {
            using SqlStatement rows = connection.Prepare(
                "SELECT id, person_id, manifest, departs_at, approved_at, overridden FROM overrides " +
                $"WHERE approved_at IS NOT NULL AND {connection.Dialect.AnyNumber("person_id", 1)}");
            rows.BindList(1, [.. persons.Select(person => person.Value)]);
            while (rows.Step())
            {
                found.Add(new StandingOverride(
                    new OverrideId(rows.Number(0)),
                    new PersonId(rows.Number(1)),
                    rows.Text(2)!,
                    Microseconds.ToInstant(rows.Number(3)),
                    Microseconds.ToInstant(rows.Number(4)),
                    rows.Text(5)!.Split('\n').ToHashSet(StringComparer.Ordinal)));
            }
        }

        return found.ToLookup(standing => standing.Person);
    }
}
