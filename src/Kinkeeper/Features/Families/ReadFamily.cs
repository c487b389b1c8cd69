using System.Text.Json;
using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Families;

/// <summary>
/// Reads one family at one time, in a fixed number of queries, and removes facts the account may not see.
/// </summary>
public sealed class ReadFamily(Store store, PersonScope scope, TimeProvider clock)
{
    /// <summary>The most people on one page. The others are on its next parts.</summary>
    public const int Most = 20;

    /// <param name="record">A record of the person asked about.</param>
    /// <param name="account">The account that asks.</param>
    /// <param name="part">The part of a family of more than <see cref="Most"/>, from 1.</param>
    /// <returns>Null if there is no such record or part, or the account may not see the person.</returns>
    public FamilyRecords? Execute(RecordKey record, Account account, int part = 1)
    {
        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        using KinkeeperDb db = connection.Open();
        if (db.Set<SourceRecord>().AsNoTracking().Where(row => row.Id == record).Select(row => (PersonId?)row.PersonId).SingleOrDefault() is not { } asked)
        {
            return null;
        }

        Vantage today = Vantage.StandingAt(clock.GetUtcNow(), DateTimeOffset.MaxValue);
        IReadOnlyCollection<PersonId> around = FamilyCircle.Around(asked, people => new EvidenceReader(connection).ReadLinks(people), today);
        IReadOnlySet<PersonId> visible = scope.Visible(connection, account, around);
        if (!visible.Contains(asked))
        {
            return null;
        }

        IReadOnlyList<Kin> family = FamilyCircle.Of(new EvidenceReader(connection).ReadLinks(around), asked, visible, today);
        Kin[] shown = [.. Part(family, part)];
        if (shown.Length == 1 && part > 1)
        {
            return null;
        }

        CaseEvidence evidence = new EvidenceReader(connection).ReadAbout([.. shown.Select(kin => kin.Person)]);
        IReadOnlySet<PersonId> beside = scope.Visible(connection, account, [.. evidence.Persons.Select(person => person.Id)]);
        return OneWayFlow.For(account.Role, Read(db, evidence, shown, [.. family.Select(kin => kin.Person)], beside) with { Part = part, Parts = PartsOf(family.Count) });
    }

    /// <summary>Returns the person asked about, as many others as fit, and the people who link them.</summary>
    private static IEnumerable<Kin> Part(IReadOnlyList<Kin> family, int part)
    {
        HashSet<PersonId> wanted = [];
        Dictionary<PersonId, Kin> all = family.ToDictionary(kin => kin.Person);
        foreach (Kin kin in family.Skip(1).Skip((part - 1) * (Most - 1)).Take(Most - 1))
        {
            for (Kin? one = kin; one is not null; one = one.Through is { } through ? all[through] : null)
            {
                wanted.Add(one.Person);
            }
        }

        return family.Where((kin, place) => place == 0 || wanted.Contains(kin.Person));
    }

    private static int PartsOf(int people) => Math.Max(1, (people - 1 + Most - 2) / (Most - 1));

    private FamilyRecords Read(KinkeeperDb db, CaseEvidence evidence, Kin[] shown, HashSet<PersonId> family, IReadOnlySet<PersonId> visible)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Vantage today = Vantage.StandingAt(now, DateTimeOffset.MaxValue);
        HashSet<PersonFile> kept = [.. shown.Select(kin => evidence.Find(kin.Person)!)];
        // People linked to members by rejected links only are named at the link, and nowhere else.
        HashSet<PersonFile> rejected = [.. kept.SelectMany(one => one.AsParent.Concat(one.AsChild)).Where(link => link.StandingFrom(today) is LinkStanding.None).SelectMany(Ends)
            .Where(end => !kept.Contains(end) && !family.Contains(end.Id) && visible.Contains(end.Id))];
        FamilyFile[] families = [.. kept.SelectMany(one => one.AsParent.Concat(one.AsChild)).Distinct()
            .Where(link => Ends(link).All(end => kept.Contains(end) || rejected.Contains(end)))];
        PersonId?[] people = [.. kept.Concat(rejected).Select(one => (PersonId?)one.Id)];
        ILookup<PersonId, SourceRecord> records = db.Set<SourceRecord>().AsNoTracking()
            .Where(row => people.Contains(row.PersonId)).OrderBy(row => row.Id).AsEnumerable().ToLookup(row => row.PersonId);
        RecordKey[] keys = [.. kept.SelectMany(one => records[one.Id]).Select(row => row.Id)];
        ParentRecordKey[] parentKeys = [.. families.SelectMany(link => records[link.Parent.Id]).Select(row => new ParentRecordKey(row.Id.Value))];
        ChildRecordKey[] childKeys = [.. families.SelectMany(link => records[link.Child.Id]).Select(row => new ChildRecordKey(row.Id.Value))];
        FamilyMember[] members = [.. shown.Select(kin => new FamilyMember(evidence.Find(kin.Person)!, [.. records[kin.Person]], kin.IsChild)
        {
            Through = kin.Through,
            Beyond = FamilyCircle.Linked(evidence.Find(kin.Person)!, today).Distinct().Count(other => !family.Contains(other.Id) && visible.Contains(other.Id)),
        })];
        string[] decisions = [.. families.SelectMany(link => link.Decisions).Select(decision => decision.DecisionId)];
        return new FamilyRecords
        {
            Asked = shown[0].Person,
            Members = [.. members.OrderBy(member => member.IsChild).ThenBy(member => member.IsChild ? member.File.Birth ?? DateOnly.MaxValue : DateOnly.MinValue)],
            Rejected = [.. rejected.Select(one => new FamilyMember(one, [.. records[one.Id]], IsChild: false))],
            InAll = family.Count,
            Families = families,
            Links = [.. db.Set<RelationshipRow>().AsNoTracking().Where(row => parentKeys.Contains(row.ParentRecordKey) && childKeys.Contains(row.ChildRecordKey)).OrderBy(row => row.AsOf).ThenBy(row => row.Id)],
            Custody = [.. db.Set<CustodyRow>().AsNoTracking().Where(row => keys.Contains(row.RecordKey)).OrderBy(row => row.From)
                .Select(row => new HeldBy(row.RecordKey, row.Agency, row.Facility, row.From, row.To, row.ReleaseReason))],
            Screenings = [.. db.Set<ScreeningRow>().AsNoTracking().Where(row => keys.Contains(row.RecordKey)).OrderBy(row => row.AskedAt)],
            Statements = [.. db.Set<StatementRow>().AsNoTracking().Where(row => keys.Contains(row.RecordKey)).OrderBy(row => row.MadeAt)],
            Words = [.. db.Set<DecisionRow>().AsNoTracking().Where(row => decisions.Contains(row.DecisionId)).AsEnumerable().Select(row => new DecisionWords(row.DecisionId, row.ParentWords, row.ChildView, $"/decisions/{ReadDecision.AddressOf(row)}"))],
            Departures = Departures(db, members),
            Obligations = Obligations(db, evidence, [.. kept], now),
            ReadAt = now,
        };
    }

    private static IEnumerable<PersonFile> Ends(FamilyFile family) => [family.Parent, family.Child];

    /// <summary>Returns the removals on record, and manifest lines without a removal on record.</summary>
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
