using System.Data.Common;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Judging;

/// <summary>The gate's answer for one line.</summary>
/// <param name="Line">The data row, from 1.</param>
/// <param name="RecordId">The record id in the manifest; empty if it has none.</param>
/// <param name="Person">Normalised A-number, or the smallest record id; null if nobody was identified.</param>
/// <param name="Reasons">Every reason to hold. Without reasons the person is cleared.</param>
public sealed record LineAnswer(int Line, string RecordId, string? Person, IReadOnlyList<HoldReason> Reasons)
{
    /// <summary>Null if nobody was identified.</summary>
    public PersonId? PersonId { get; init; }

    /// <summary>The override that clears a person whom rules hold; null if there is none.</summary>
    public OverrideId? Override { get; init; }

    /// <summary>The reasons that the override lifts; empty if there is none.</summary>
    public IReadOnlyList<HoldReason> Overridden { get; init; } = [];

    /// <summary>A digest of all evidence for the answer; empty if nobody was identified.</summary>
    public byte[] Evidence { get; init; } = [];

    public bool IsCleared => Reasons.Count == 0;
}

/// <summary>The gate's answer for a manifest at one point in time.</summary>
public sealed record ManifestAnswer(string Manifest, DateTimeOffset At, string Policy, IReadOnlyList<LineAnswer> People)
{
    /// <summary>Identifies the policy's exact text; null if the policy could not be read, in which case everyone is held.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>Entries in the tamper-evident log at the time of reading.</summary>
    public long LogSize { get; init; }

    public int Cleared => People.Count(person => person.IsCleared);

    public int Held => People.Count - Cleared;
}

/// <summary>
/// The gate: decides who on a manifest may leave and gives the reasons to hold. The verb, the API and the pages all use it. It reads all
/// evidence in one transaction, so an answer never mixes old and new data.
/// </summary>
public sealed class JudgeManifest(Store store, PolicyShelf policies, GateLog log)
{
    /// <param name="lines">The manifest's lines.</param>
    /// <param name="at">The time everything is judged at.</param>
    /// <param name="policyId">A policy's id.</param>
    /// <exception cref="RefusalException">
    /// There is no such policy, or the database or the log cannot be read: nobody is cleared. A policy that cannot be read causes no
    /// refusal: everyone is held because of it.
    /// </exception>
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

        try
        {
            return Judge(lines, manifest, at, policy);
        }
        catch (DbException unreadable)
        {
            throw new RefusalException(
                new Refusal("database-unreadable", $"The database cannot be read ({unreadable.Message}). Until it can, nobody is cleared."), unreadable);
        }
    }

    private ManifestAnswer Judge(IReadOnlyList<ManifestLine> lines, string manifest, DateTimeOffset at, Policy policy)
    {
        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        long logSize = log.Size(connection);
        IReadOnlyDictionary<ManifestLine, PersonId?> identified = new IdentifyPassengers(connection).Execute(lines);
        CaseEvidence evidence = new EvidenceReader(connection).ReadAbout([.. identified.Values.OfType<PersonId>().Distinct()]);
        ILookup<PersonId, StandingOverride> overrides = StandingOverride.Read(connection, [.. evidence.Persons.Select(person => person.Id)]);
        Dictionary<string, HashSet<PersonId>> aboard = identified
            .Where(entry => entry.Value is not null)
            .GroupBy(entry => entry.Key.Manifest, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.Value!.Value).ToHashSet(), StringComparer.Ordinal);

        ClearanceRule[] inForce = [.. ClearanceRule.All.Where(rule => policy.ClearanceRules.Contains(rule.Code))];
        return new ManifestAnswer(manifest, at, policy.Id, [.. lines.Select(Answer)]) { PolicyVersion = policy.Version, LogSize = logSize };

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

            DateOnly day = DateOnly.FromDateTime(line.DepartsAt.DateTime);
            Passenger passenger = new(line, file, aboard[line.Manifest], at, policy);
            // A policy clears nobody on a day it does not cover, even if a caller selects it.
            HoldReason[] reasons = policy.Covers(day)
                ? [.. inForce.SelectMany(rule => rule.Reasons(passenger, policy))]
                : [Rule<PolicyUnavailable>().Reason(detail: $"{policy.Id} does not apply on {day:O}")];
            StandingOverride? lifted = overrides[person].FirstOrDefault(standing => standing.Lifts(line, at, reasons));
            return new LineAnswer(line.Line, line.RecordId, file.Key, lifted is null ? reasons : [])
            {
                PersonId = person,
                Override = lifted?.Id,
                Overridden = lifted is null ? [] : reasons,
                Evidence = EvidenceDigest.Of(file, aboard[line.Manifest], lifted?.Id),
            };
        }
    }

    private static T Rule<T>()
        where T : ClearanceRule => ClearanceRule.All.OfType<T>().Single();
}
