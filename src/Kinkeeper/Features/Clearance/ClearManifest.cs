using Kinkeeper.Features.Clearance.Policies;
using Kinkeeper.Features.Clearance.Rules;
using Kinkeeper.Features.Decisions.Evidence;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Clearance;

/// <summary>The gate's answer for one line.</summary>
/// <param name="Line">Counts data rows from 1.</param>
/// <param name="RecordId">As the manifest has it; empty where it has none.</param>
/// <param name="Person">Normalised A-number, or the smallest record id; null when nobody was identified.</param>
/// <param name="Reasons">Every reason to hold; none: cleared.</param>
public sealed record LineAnswer(int Line, string RecordId, string? Person, IReadOnlyList<HoldReason> Reasons)
{
    public bool IsCleared => Reasons.Count == 0;
}

/// <summary>The gate's answer for a manifest, as things stood at one moment.</summary>
public sealed record ManifestAnswer(string Manifest, DateTimeOffset At, string Policy, IReadOnlyList<LineAnswer> People)
{
    public int Cleared => People.Count(person => person.IsCleared);

    public int Held => People.Count - Cleared;
}

/// <summary>
/// The gate: who on a manifest may leave, and why not. One question for every door: the verb, the API and the page. All
/// evidence is read in one transaction, so no answer rests on a mixture of before and after.
/// </summary>
public sealed class ClearManifest(Store store, PolicyShelf policies)
{
    /// <param name="lines">The manifest's lines.</param>
    /// <param name="at">The moment as of which everything is judged.</param>
    /// <param name="policyId">A policy's id.</param>
    /// <exception cref="RefusalException">There is no such policy. A policy that cannot be read is no refusal: everyone is held.</exception>
    public ManifestAnswer Execute(IReadOnlyList<ManifestLine> lines, DateTimeOffset at, string policyId = PolicyShelf.Default)
    {
        string manifest = string.Join(", ", lines.Select(line => line.Manifest).Where(name => name.Length > 0).Distinct());
        Policy policy;
        try
        {
            policy = policies.Find(policyId);
        }
        catch (RefusalException unreadable) when (unreadable.Refusal.Code == "policy-unreadable")
        {
            HoldReason[] reason = [Rule<PolicyUnavailable>().Reason(detail: unreadable.Refusal.Sentence)];
            return new ManifestAnswer(manifest, at, policyId, [.. lines.Select(line => new LineAnswer(line.Line, line.RecordId, null, reason))]);
        }

        using SqliteConnection connection = store.Connect();
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        IReadOnlyDictionary<ManifestLine, PersonId?> identified = new IdentifyPassengers(connection, moment).Execute(lines);
        CaseEvidence evidence = new EvidenceReader(connection, moment).ReadAbout([.. identified.Values.OfType<PersonId>().Distinct()]);
        Dictionary<string, HashSet<PersonId>> aboard = identified
            .Where(entry => entry.Value is not null)
            .GroupBy(entry => entry.Key.Manifest, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.Value!.Value).ToHashSet(), StringComparer.Ordinal);

        ClearanceRule[] inForce = [.. ClearanceRule.All.Where(rule => policy.ClearanceRules.Contains(rule.Code))];
        return new ManifestAnswer(manifest, at, policyId, [.. lines.Select(Answer)]);

        LineAnswer Answer(ManifestLine line)
        {
            if (line.Problem is { } problem)
            {
                return new LineAnswer(line.Line, line.RecordId, null, [Rule<NotIdentified>().Reason(detail: $"line {line.Line} cannot be read: {problem}")]);
            }

            if (identified[line] is not { } person || evidence.Find(person) is not { } file)
            {
                return new LineAnswer(line.Line, line.RecordId, null, [Rule<NotIdentified>().Reason()]);
            }

            Passenger passenger = new(line, file, aboard[line.Manifest], at, policy);
            return new LineAnswer(line.Line, line.RecordId, file.Key, [.. inForce.SelectMany(rule => rule.Reasons(passenger, policy))]);
        }
    }

    private static T Rule<T>()
        where T : ClearanceRule => ClearanceRule.All.OfType<T>().Single();
}
