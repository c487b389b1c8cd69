using System.Data.Common;
using System.Text.Json;
using Kinkeeper.Features.Clearance;
using Kinkeeper.Features.Clearance.Recording;
using Kinkeeper.Features.Clearance.Rules;
using Kinkeeper.Features.Decisions;
using Kinkeeper.Features.Decisions.Evidence;
using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Oversight.Families;

/// <summary>Reads one family at one moment, in a number of queries that does not depend on its size, and takes out what the account may not see.</summary>
public sealed class ReadFamily(Store store, PersonScope scope, TimeProvider clock)
{
    /// <summary>Null where there is no such record, or the account may not see the person.</summary>
    public FamilyRecords? Execute(RecordKey record, Account account)
    {
        using KinkeeperDb db = store.Open();
        SqliteConnection connection = (SqliteConnection)db.Database.GetDbConnection();
        connection.Open();
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        db.Database.UseTransaction(moment);
        if (db.Set<SourceRecord>().AsNoTracking().Where(row => row.Id == record).Select(row => (PersonId?)row.PersonId).SingleOrDefault() is not { } asked)
        {
            return null;
        }

        // The children first: reading about them reads their other parents too.
        CaseEvidence evidence = new EvidenceReader(connection, moment).ReadAbout([asked, .. Children(connection, moment, asked)]);
        IReadOnlySet<PersonId> visible = scope.Visible(account, [.. Around(evidence, asked).Select(person => person.Id)]);
        return visible.Contains(asked) ? OneWayFlow.For(account.Role, Read(db, evidence, asked, visible)) : null;
    }

    private static List<PersonId> Children(SqliteConnection connection, SqliteTransaction moment, PersonId parent)
    {
        using DbCommand command = connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText =
            """
            SELECT child.person_id FROM records parent JOIN relationships link ON link.parent_record_key = parent.id JOIN records child ON child.id = link.child_record_key WHERE parent.person_id = $person
            UNION SELECT child.person_id FROM records parent JOIN decisions link ON link.parent_record_key = parent.id JOIN records child ON child.id = link.child_record_key WHERE parent.person_id = $person
            """;
        command.Parameters.Add(new SqliteParameter("$person", parent.Value));
        List<PersonId> children = [];
        using DbDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            children.Add(new PersonId(rows.GetInt64(0)));
        }

        return children;
    }

    /// <summary>The person, their parents and children, and the children's other parents.</summary>
    private static IEnumerable<PersonFile> Around(CaseEvidence evidence, PersonId asked)
    {
        PersonFile person = evidence.Find(asked)!;
        return person.AsChild.Select(family => family.Parent)
            .Append(person)
            .Concat(person.AsParent.SelectMany(family => family.Child.AsChild).Select(family => family.Parent))
            .Concat(person.AsParent.Select(family => family.Child))
            .Distinct();
    }

    private FamilyRecords Read(KinkeeperDb db, CaseEvidence evidence, PersonId asked, IReadOnlySet<PersonId> visible)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Vantage today = Vantage.StandingAt(now, DateTimeOffset.MaxValue);
        PersonFile person = evidence.Find(asked)!;
        PersonFile[] around = [.. Around(evidence, asked).Where(one => visible.Contains(one.Id))];
        FamilyFile[] families = [.. around.SelectMany(one => one.AsParent).Where(family => around.Contains(family.Child))];
        HashSet<PersonFile> kept = [person];
        // From the person outwards: whoever is connected by a link that somebody has not rejected.
        foreach (PersonFile near in families.Where(family => family.StandingFrom(today) is not LinkStanding.None).SelectMany(Ends))
        {
            kept.Add(near);
        }

        PersonId?[] people = [.. around.Select(one => (PersonId?)one.Id)];
        ILookup<PersonId, SourceRecord> records = db.Set<SourceRecord>().AsNoTracking()
            .Where(row => people.Contains(row.PersonId)).OrderBy(row => row.Id).AsEnumerable().ToLookup(row => row.PersonId);
        RecordKey[] keys = [.. kept.SelectMany(one => records[one.Id]).Select(row => row.Id)];
        ParentRecordKey[] parentKeys = [.. around.SelectMany(one => records[one.Id]).Select(row => new ParentRecordKey(row.Id.Value))];
        ChildRecordKey[] childKeys = [.. around.SelectMany(one => records[one.Id]).Select(row => new ChildRecordKey(row.Id.Value))];
        FamilyMember[] members = [.. around.Select(one => new FamilyMember(one, [.. records[one.Id]], IsChild: one != person ? person.AsParent.Exists(family => family.Child == one) : person.AsParent.Count == 0 && person.AsChild.Count > 0))];
        string[] decisions = [.. families.SelectMany(family => family.Decisions).Select(decision => decision.DecisionId)];
        return new FamilyRecords
        {
            Asked = asked,
            Members = [.. members.Where(member => kept.Contains(member.File)).OrderBy(member => member.IsChild).ThenBy(member => member.IsChild ? member.File.Birth ?? DateOnly.MaxValue : DateOnly.MinValue)],
            Rejected = [.. members.Where(member => !kept.Contains(member.File))],
            Families = families,
            Links = [.. db.Set<RelationshipRow>().AsNoTracking().Where(row => parentKeys.Contains(row.ParentRecordKey) && childKeys.Contains(row.ChildRecordKey)).OrderBy(row => row.AsOf).ThenBy(row => row.Id)],
            Custody = [.. db.Set<CustodyRow>().AsNoTracking().Where(row => keys.Contains(row.RecordKey)).OrderBy(row => row.From)
                .Select(row => new HeldBy(row.RecordKey, row.Agency, row.Facility, row.From, row.To, row.ReleaseReason))],
            Screenings = [.. db.Set<ScreeningRow>().AsNoTracking().Where(row => keys.Contains(row.RecordKey)).OrderBy(row => row.AskedAt)],
            Statements = [.. db.Set<StatementRow>().AsNoTracking().Where(row => keys.Contains(row.RecordKey)).OrderBy(row => row.MadeAt)],
            Words = [.. db.Set<DecisionRow>().AsNoTracking().Where(row => decisions.Contains(row.DecisionId)).AsEnumerable().Select(row => new DecisionWords(row.DecisionId, row.ParentWords, row.ChildView, $"/decisions/{ReadDecision.AddressOf(row)}"))],
            Departures = Departures(db, [.. members.Where(member => kept.Contains(member.File))]),
            Obligations = Obligations(db, evidence, [.. kept], now),
            ReadAt = now,
        };
    }

    private static IEnumerable<PersonFile> Ends(FamilyFile family) => [family.Parent, family.Child];

    /// <summary>Removals on record, and lines of manifests that no removal on record speaks of.</summary>
    private static List<FamilyDeparture> Departures(KinkeeperDb db, FamilyMember[] members)
    {
        PersonId[] people = [.. members.Select(member => member.Id)];
        var words = (from line in db.Set<ClearanceLineRow>().AsNoTracking()
                     join clearance in db.Set<ClearanceRow>().AsNoTracking() on line.ClearanceId equals clearance.Id
                     where line.PersonId != null && people.Contains(line.PersonId.Value)
                     select new { line, clearance.AnsweredAt, clearance.At }).AsEnumerable()
            .Where(word => word.At == word.AnsweredAt)
            .OrderBy(word => word.AnsweredAt).ToList();
        string?[] recordIds = [.. members.SelectMany(member => member.Records).Select(record => record.RecordId)];
        int?[] numbers = [.. members.SelectMany(member => member.Records).Select(record => record.ANumber).Where(number => number is not null)];
        ManifestRow[] lines = [.. db.Set<ManifestRow>().AsNoTracking().Where(row => recordIds.Contains(row.RecordId) || numbers.Contains(row.ANumber)).OrderBy(row => row.Id)];
        List<FamilyDeparture> departures = [];
        foreach (FamilyMember member in members)
        {
            List<Removal> own = [.. member.File.Removals];
            foreach (ManifestRow line in lines.Where(line => member.Records.Any(record => record.RecordId == line.RecordId || (record.ANumber is { } number && number == line.ANumber))))
            {
                if (!own.Exists(removal => removal.Manifest == line.Manifest))
                {
                    own.Add(new Removal(string.Empty, Executed: false, line.DepartsAt.ToOffset(TimeSpan.FromMinutes(line.DepartsOffsetMinutes)), line.Country ?? string.Empty, line.Manifest));
                }
            }

            departures.AddRange(own.OrderBy(removal => removal.DepartsAt).Select(removal => new FamilyDeparture(
                member.Id,
                removal,
                words.LastOrDefault(word => word.line.PersonId == member.Id && removal.Manifest.Length > 0 && word.line.Manifest == removal.Manifest) is { } word
                    ? new GateWord(word.AnsweredAt, Answer(word.line))
                    : null)));
        }

        return departures;
    }

    private static LineAnswer Answer(ClearanceLineRow row) => new(
        row.Line, row.RecordId, row.Person, row.IsCleared ? [] : JsonSerializer.Deserialize<HoldReason[]>(row.Reasons, ClearanceRecorder.Json)!)
    {
        Override = row.OverrideId,
    };

    private static Obligation[] Obligations(KinkeeperDb db, CaseEvidence evidence, PersonFile[] people, DateTimeOffset now)
    {
        string[] removals = [.. people.SelectMany(person => person.Removals).Select(removal => removal.RemovalId)];
        Dictionary<(string, PersonId), ClosingKind> closings = [];
        foreach (ObligationClosing closing in db.Set<ObligationClosing>().AsNoTracking().Where(row => removals.Contains(row.RemovalId)))
        {
            if (evidence.OfRecord.TryGetValue(new RecordKey(closing.ChildRecordKey.Value), out PersonFile? child))
            {
                closings[(closing.RemovalId, child.Id)] = closing.Kind;
            }
        }

        return [.. people.SelectMany(person => Obligation.Of(
                person, (removal, family) => closings.TryGetValue((removal.RemovalId, family.Child.Id), out ClosingKind kind) ? kind : null, now))
            .Where(obligation => people.Contains(obligation.Family.Child))];
    }
}
