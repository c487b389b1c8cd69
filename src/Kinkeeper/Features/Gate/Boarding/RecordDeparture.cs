using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Gate.Boarding;

/// <summary>One person who left.</summary>
/// <param name="Line">The person's number in the report, from 1.</param>
/// <param name="RecordId">The record id in the report.</param>
/// <param name="Person">The person's key; null if nobody was identified.</param>
/// <param name="Removal">The removal on record; null if nobody was identified.</param>
/// <param name="Incident">The incident, if the person left without a clearance; otherwise null.</param>
/// <param name="Why">The problems, in codes: <c>no-clearance</c>, or the rules that held at departure.</param>
public sealed record Departed(int Line, string RecordId, string? Person, string? Removal, IncidentId? Incident, IReadOnlyList<string> Why);

/// <summary>
/// Records who boarded with whom. The removal is then on record, and the review judges if the decision was honored. Leaving without a
/// valid clearance is recorded at once as an incident, with an obligation towards the parent.
/// </summary>
public sealed class RecordDeparture(Store store, JudgeManifest gate, EventLedger ledger, TimeProvider clock)
{
    private const string WithoutClearance = "departed-without-clearance";

    /// <summary>The import id of rows recorded here, not by an import.</summary>
    private static readonly ImportId NoImport = new(0);

    /// <param name="boarded">Everybody who was aboard, with the actual time of departure.</param>
    /// <param name="by">The person who reports it.</param>
    /// <exception cref="RefusalException">A line cannot be read, or a departure is in the future. Then nothing is recorded.</exception>
    public IReadOnlyList<Departed> Execute(IReadOnlyList<ManifestLine> boarded, string by)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (boarded.FirstOrDefault(line => line.Problem is not null) is { } unreadable)
        {
            throw new RefusalException("departure-unreadable", $"Line {unreadable.Line} cannot be read: {unreadable.Problem}. Nothing was recorded. Correct it and report everybody again.");
        }

        if (boarded.Any(line => line.DepartsAt > now))
        {
            throw new RefusalException("departure-in-the-future", "A departure is in the future. Record it after it has taken place.");
        }

        // Judged just before departure, with the people who really were aboard.
        Dictionary<ManifestLine, LineAnswer> atDeparture = [];
        foreach (IGrouping<DateTimeOffset, ManifestLine> movement in boarded.GroupBy(line => line.DepartsAt))
        {
            ManifestLine[] lines = [.. movement];
            foreach ((ManifestLine line, LineAnswer answer) in lines.Zip(gate.Execute(lines, movement.Key.AddMicroseconds(-1), PolicyShelf.Default).People))
            {
                atDeparture.Add(line, answer);
            }
        }

        using KinkeeperDb db = store.Open();
        long lastIncident = db.Set<IncidentRow>().Max(row => (IncidentId?)row.Id)?.Value ?? 0;
        List<Departed> departed = [];
        foreach (ManifestLine line in boarded)
        {
            LineAnswer answer = atDeparture[line];
            string? removal = answer.PersonId is { } person ? Remove(db, line, person, by) : null;
            string[] why = answer.Reasons.Count > 0 ? [.. answer.Reasons.Select(reason => reason.Rule).Distinct()]
                : HadClearance(db, answer.PersonId!.Value, line) ? []
                : ["no-clearance"];
            IncidentId? incident = null;
            if (why.Length > 0 && !IsKnown(db, line, answer.PersonId))
            {
                incident = new IncidentId(++lastIncident);
                Raise(db, incident.Value, line, answer, now);
            }

            departed.Add(new Departed(line.Line, line.RecordId, answer.Person, removal, incident, why));
        }

        db.SaveChanges();
        return departed;
    }

    /// <summary>Returns true if a clearance was given for this movement before it left, and the latest one cleared the person.</summary>
    private static bool HadClearance(KinkeeperDb db, PersonId person, ManifestLine line) => (
        from given in db.Set<ClearanceLineRow>()
        join clearance in db.Set<ClearanceRow>() on given.ClearanceId equals clearance.Id
        where given.PersonId == person && given.Manifest == line.Manifest && clearance.AnsweredAt < line.DepartsAt && clearance.At == clearance.AnsweredAt
        orderby clearance.AnsweredAt descending, clearance.Id descending
        select (bool?)given.IsCleared).FirstOrDefault() == true;

    private static bool IsKnown(KinkeeperDb db, ManifestLine line, PersonId? person) =>
        db.Set<IncidentRow>().Any(row => row.Kind == WithoutClearance && row.Manifest == line.Manifest && row.DepartedAt == line.DepartsAt && row.PersonId == person && row.RecordId == line.RecordId);

    /// <summary>Marks the planned removal on this movement as executed, or adds one if none was planned.</summary>
    private string Remove(KinkeeperDb db, ManifestLine line, PersonId person, string by)
    {
        RecordKey[] records = [.. db.Set<SourceRecord>().Where(record => record.PersonId == person).OrderBy(record => record.Id).Select(record => record.Id)];
        RemovalRow? row = db.Set<RemovalRow>().Local.FirstOrDefault(removal => removal.RecordKey == records[0] && removal.Manifest == line.Manifest)
            ?? db.Set<RemovalRow>().Where(removal => records.Contains(removal.RecordKey) && removal.Manifest == line.Manifest).OrderBy(removal => removal.Id).FirstOrDefault();
        if (row is null)
        {
            string first = db.Set<SourceRecord>().Where(record => record.Id == records[0]).Select(record => record.RecordId).Single();
            row = new RemovalRow
            {
                ImportId = NoImport,
                RowHash = SHA256.HashData(Encoding.UTF8.GetBytes($"{line.Manifest}/{first}"))[..16],
                RemovalId = $"kinkeeper:{line.Manifest}:{first}",
                RecordKey = records[0],
                Status = RemovalStatus.Executed,
                DepartsAt = line.DepartsAt,
                DepartsOffsetMinutes = (int)line.DepartsAt.Offset.TotalMinutes,
                Country = line.Country.Length > 0 ? line.Country : null,
                Manifest = line.Manifest,
            };
            db.Add(row);
        }
        else if (row.Status != RemovalStatus.Executed)
        {
            db.Entry(row).Property(removal => removal.Status).CurrentValue = RemovalStatus.Executed;
            db.Entry(row).Property(removal => removal.DepartsAt).CurrentValue = line.DepartsAt;
            db.Entry(row).Property(removal => removal.DepartsOffsetMinutes).CurrentValue = (int)line.DepartsAt.Offset.TotalMinutes;
        }
        else
        {
            return row.RemovalId;
        }

        ledger.Append(db, "departure-recorded", new LedgerSubject("removal", row.RemovalId), new
        {
            removal = row.RemovalId,
            manifest = line.Manifest,
            departedAt = line.DepartsAt,
            country = line.Country,
            by,
        });
        return row.RemovalId;
    }

    private void Raise(KinkeeperDb db, IncidentId id, ManifestLine line, LineAnswer answer, DateTimeOffset now)
    {
        db.Add(new IncidentRow
        {
            Id = id,
            Kind = WithoutClearance,
            Manifest = line.Manifest,
            RecordId = line.RecordId,
            PersonId = answer.PersonId,
            DepartedAt = line.DepartsAt,
            Reasons = JsonSerializer.Serialize(answer.Reasons, ClearanceRecorder.Json),
            RaisedAt = now,
        });
        db.Add(new DepartureObligationRow { IncidentId = id, PersonId = answer.PersonId, OpenedAt = now });
        db.Add(GateEventRow.Of(GateEventRow.DepartedWithoutClearance, answer.PersonId, line, clearance: null, now));
        ledger.Append(db, "incident-raised", new LedgerSubject("incident", id.Value.ToString(CultureInfo.InvariantCulture)), new
        {
            incident = id.Value,
            kind = WithoutClearance,
            manifest = line.Manifest,
            record = line.RecordId,
            departedAt = line.DepartsAt,
            rules = answer.Reasons.Select(reason => reason.Rule),
        });
    }
}
