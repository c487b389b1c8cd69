using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Intake.Normalise;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.TamperLog;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.People.Search;

/// <summary>One person found.</summary>
/// <param name="Record">By which an address names them.</param>
/// <param name="Names">As the agencies wrote them, each once; empty where no name is on record.</param>
/// <param name="Births">The dates of birth on record.</param>
/// <param name="Citizenships">Likewise.</param>
/// <param name="Sources">Who has a record.</param>
public sealed record FoundPerson(RecordKey Record, IReadOnlyList<string> Names, IReadOnlyList<DateOnly> Births, IReadOnlyList<string> Citizenships, IReadOnlyList<string> Sources);

/// <summary>What a search found.</summary>
/// <param name="People">Best first.</param>
/// <param name="IsCut">There are more than are shown: say "at least".</param>
public sealed record SearchAnswer(IReadOnlyList<FoundPerson> People, bool IsCut);

/// <summary>
/// Finds people by what somebody has in their hand: a name as people write it, an A-number, a record's id, a decision's id, or the code of
/// a receipt. Only those whom the account may see are found; what was asked is kept nowhere.
/// </summary>
public sealed class SearchPeople(Store store, PersonScope scope)
{
    public const int Most = 25;

    /// <summary>What is asked is a name or a code, not a book.</summary>
    public const int LongestQuestion = 8_000;

    /// <summary>So many fit best, of whom an account may see perhaps a few.</summary>
    private const int Considered = 1_000;

    private readonly Lock _turn = new();
    private readonly NameIndex _names = new();
    private (long Imports, long Rows, long States) _read = (-1, 0, 0);
    private long _readImport;

    public SearchAnswer Execute(Account account, string question)
    {
        string asked = question.Trim();
        if (asked.Length is 0 or > LongestQuestion)
        {
            return new SearchAnswer([], IsCut: false);
        }

        using SqliteConnection connection = store.Connect();
        IReadOnlyList<PersonId> found = ByNumber(connection, asked);
        bool byName = found.Count == 0;
        if (byName)
        {
            found = ByName(connection, asked);
        }

        IReadOnlySet<PersonId> visible = scope.Visible(account, found);
        PersonId[] seen = [.. found.Where(visible.Contains)];
        return new SearchAnswer(Read([.. seen.Take(Most)]), seen.Length > Most || (byName && found.Count == Considered && seen.Length == Most));
    }

    /// <summary>Reads the names that came since, and says how large the index is: people, parts, bytes.</summary>
    public (int Persons, int Parts, long Bytes) Refresh()
    {
        using SqliteConnection connection = store.Connect();
        lock (_turn)
        {
            Extend(connection);
            return (_names.Persons, _names.Parts, _names.Bytes);
        }
    }

    private static List<PersonId> ByNumber(SqliteConnection connection, string asked)
    {
        List<PersonId> found = [];
        if (ANumber.TryParse(asked, out ANumber number))
        {
            Add("SELECT DISTINCT person_id FROM records WHERE a_number = ?1", statement => statement.Bind(1, number.Value));
        }

        Add("SELECT person_id FROM records WHERE record_id = ?1", statement => statement.BindText(1, asked));
        Add(
            """
            SELECT r.person_id FROM decisions d JOIN records r ON r.id = d.parent_record_key WHERE d.decision_id = ?1
            UNION ALL SELECT r.person_id FROM decisions d JOIN records r ON r.id = d.child_record_key WHERE d.decision_id = ?1
            """,
            statement => statement.BindText(1, DecisionOf(asked) ?? asked));
        return [.. found.Distinct()];

        void Add(string sql, Action<SqliteStatement> bind)
        {
            using SqliteStatement statement = new(connection, sql);
            bind(statement);
            while (statement.Step())
            {
                found.Add(new PersonId(statement.Number(0)));
            }
        }
    }

    /// <summary>The decision of a receipt whose code was read from the paper; null where it is no such code.</summary>
    private static string? DecisionOf(string asked)
    {
        byte[] code = Encoding.UTF8.GetBytes(asked);
        if (!ReceiptCode.Is(code))
        {
            return null;
        }

        try
        {
            // Whether the receipt is genuine is for the check of receipts to say: here it only leads to the record.
            return TlogProof.Parse(ReceiptCode.Read(code)).Extra is { } extra && Receipt.Parse(extra.Span).CanonicalRecord is { } record
                && JsonDocument.Parse(record).RootElement is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty("decision_id", out JsonElement decision)
                ? decision.GetString()
                : null;
        }
        catch (Exception unreadable) when (unreadable is LogFormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private IReadOnlyList<PersonId> ByName(SqliteConnection connection, string asked)
    {
        NameParts name = NameParts.ParseWhole(Encoding.UTF8.GetBytes(asked));
        string[] parts = $"{name.Given} {name.Surnames}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return [];
        }

        lock (_turn)
        {
            Extend(connection);
            return _names.Find(parts, Considered);
        }
    }

    /// <summary>Reads the records of imports that are new or still running; the first time all.</summary>
    private void Extend(SqliteConnection connection)
    {
        (long, long, long) now;
        long finished;
        using (SqliteStatement version = new(connection, "SELECT COUNT(*), COALESCE(SUM(rows), 0), COALESCE(SUM(state), 0), COALESCE(MIN(CASE WHEN state = 1 THEN id END), MAX(id) + 1, 0) FROM imports"))
        {
            version.Step();
            now = (version.Number(0), version.Number(1), version.Number(2));
            finished = version.Number(3);
            version.Reset();
        }

        if (now == _read)
        {
            return;
        }

        using SqliteStatement records = new(connection, "SELECT person_id, folded_name FROM records WHERE import_id >= ?1 AND folded_name IS NOT NULL ORDER BY id");
        records.Bind(1, _readImport);
        while (records.Step())
        {
            _names.Add(new PersonId(records.Number(0)), records.Text(1)!);
        }

        _read = now;
        _readImport = finished;
    }

    private FoundPerson[] Read(PersonId[] people)
    {
        using KinkeeperDb db = store.Open();
        ILookup<PersonId, SourceRecord> records = db.Set<SourceRecord>().AsNoTracking().Where(record => people.Contains(record.PersonId)).OrderBy(record => record.Id).AsEnumerable().ToLookup(record => record.PersonId);
        return [.. people.Where(records.Contains).Select(person => new FoundPerson(
            records[person].First().Id,
            [.. records[person].Select(record => $"{record.GivenNames} {record.Surnames}".Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. records[person].Select(record => record.BirthDate).OfType<DateOnly>().Distinct()],
            [.. records[person].Select(record => record.Citizenship).OfType<string>().Distinct()],
            [.. records[person].Select(record => record.Source).OfType<string>().Distinct()]))];
    }
}
