using System.Globalization;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Evidence;

/// <summary>
/// Reads <see cref="CaseEvidence"/> about everybody, or about some people with their parents and children. The number of queries does
/// not depend on the number of people. The caller's transaction fixes the moment that is read, so that no answer mixes old and new data.
/// </summary>
public sealed class EvidenceReader(DatabaseConnection connection)
{
    private static readonly string Decisions =
        $"SELECT parent_record_key, child_record_key, {string.Join(", ", EvidenceFields.All.Select(field => field.Sql))} FROM decisions ";

    private readonly CaseEvidence _evidence = new();
    private readonly Dictionary<string, FamilyFile> _familyOfDecision = new(StringComparer.Ordinal);

    /// <summary>Reads the evidence about everybody.</summary>
    public CaseEvidence ReadAll()
    {
        ReadRecords(string.Empty, null);
        ReadFamilies(null);
        ReadFacts(string.Empty, string.Empty, null, null);
        return _evidence;
    }

    /// <summary>Reads these people and their parents and children: on record, in a decision, or by proposal.</summary>
    public CaseEvidence ReadAbout(IReadOnlyCollection<PersonId> people)
    {
        if (ReadFamiliesOf(people) is { } asked)
        {
            ReadFacts(
                $"WHERE {Any("record_key")}",
                "JOIN decisions ON decisions.decision_id = plans.decision_id AND " +
                $"({Any("decisions.parent_record_key")} OR {Any("decisions.child_record_key")})",
                [.. _evidence.OfRecord.Keys.Select(record => record.Value)],
                asked);
        }

        return _evidence;
    }

    /// <summary>Reads only the links between these people and their parents and children, without any other facts.</summary>
    public CaseEvidence ReadLinks(IReadOnlyCollection<PersonId> people)
    {
        ReadFamiliesOf(people);
        return _evidence;
    }

    /// <returns>The records of the people asked about. Null if the list is empty.</returns>
    private long[]? ReadFamiliesOf(IReadOnlyCollection<PersonId> people)
    {
        if (people.Count == 0)
        {
            return null;
        }

        ReadRecords($"WHERE {Any("person_id")}", [.. people.Select(person => person.Value)]);
        long[] asked = [.. _evidence.OfRecord.Keys.Select(record => record.Value)];
        List<long> related = [];
        Query(
            $"""
            SELECT child_record_key FROM relationships WHERE {Any("parent_record_key")}
            UNION SELECT parent_record_key FROM relationships WHERE {Any("child_record_key")}
            UNION SELECT child_record_key FROM decisions WHERE {Any("parent_record_key")}
            UNION SELECT parent_record_key FROM decisions WHERE {Any("child_record_key")}
            """,
            asked,
            row => related.Add(row.Number(0)));
        related.RemoveAll(record => _evidence.OfRecord.ContainsKey(new RecordKey(record)));
        if (related.Count > 0)
        {
            ReadRecords($"WHERE person_id IN (SELECT person_id FROM records WHERE {Any("id")})", [.. related]);
        }

        ReadFamilies(asked);
        return asked;
    }

    /// <summary>Returns a condition that holds if a column is one of the ids bound as the first parameter.</summary>
    private string Any(string column) => connection.Dialect.AnyNumber(column, 1);

    private void ReadRecords(string where, long[]? ids)
    {
        Query(
            $"SELECT id, person_id, record_id, latest_birth_date, role, encountered_at, stated_children, a_number FROM records {where}",
            ids,
            row =>
            {
                PersonId person = new(row.Number(1));
                PersonFile file = _evidence.AddRecord(new RecordKey(row.Number(0)), person);
                if (!row.IsNull(7))
                {
                    file.Key = row.Number(7).ToString("D9", CultureInfo.InvariantCulture);
                    file.IsKeyedByNumber = true;
                }
                else if (!file.IsKeyedByNumber)
                {
                    string record = row.Text(2)!;
                    file.Key = file.Key.Length == 0 || string.CompareOrdinal(record, file.Key) < 0 ? record : file.Key;
                }

                if (!row.IsNull(3))
                {
                    DateOnly birth = DateOnly.ParseExact(row.Text(3)!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                    file.Birth = file.Birth is { } other && other > birth ? other : birth;
                }

                Role role = (Role)row.Number(4);
                file.RecordedAsMinor |= role == Role.Minor;
                file.RecordedAsAdult |= role == Role.Adult;
                DateTimeOffset? encountered = row.IsNull(5) ? null : Microseconds.ToInstant(row.Number(5));
                if (encountered is { } seen)
                {
                    file.Encounters.Add(seen);
                }

                if (!row.IsNull(6))
                {
                    file.Screenings.Add(new Screening(encountered, ScreeningAnswer.NotRecorded, (int)row.Number(6)));
                }
            });
    }

    /// <param name="records">The records whose families are read. Null for all.</param>
    private void ReadFamilies(long[]? records)
    {
        Query(
            Of("SELECT id, parent_record_key, child_record_key, status, as_of FROM relationships "),
            records,
            row =>
            {
                DateTimeOffset asOf = row.IsNull(4) ? DateTimeOffset.MinValue : Microseconds.ToInstant(row.Number(4));
                _evidence.Family(new ParentRecordKey(row.Number(1)), new ChildRecordKey(row.Number(2)))?
                    .Links.Add(new LinkRow((LinkStatus)row.Number(3), asOf));
            });

        Query(
            Of(Decisions),
            records,
            row =>
            {
                FamilyFile? family = _evidence.Family(new ParentRecordKey(row.Number(0)), new ChildRecordKey(row.Number(1)));
                if (family is not null)
                {
                    Decision decision = ReadDecision(row);
                    family.Decisions.Add(decision);
                    _familyOfDecision[decision.DecisionId] = family;
                }
            });

        string Of(string select) =>
            records is null ? select : $"{select}WHERE {Any("parent_record_key")} UNION {select}WHERE {Any("child_record_key")}";
    }

    private void ReadFacts(string ofRecords, string ofDecisions, long[]? records, long[]? asked)
    {
        Query(
            $"SELECT record_key, removal_id, status, departs_at, departs_offset_minutes, country, manifest FROM removals {ofRecords}",
            records,
            row =>
            {
                RemovalStatus status = (RemovalStatus)row.Number(2);
                if (status != RemovalStatus.Cancelled && Person(row) is { } person)
                {
                    person.Removals.Add(new Removal(
                        row.Text(1)!,
                        status == RemovalStatus.Executed,
                        Microseconds.ToInstant(row.Number(3), (int)row.Number(4)),
                        row.IsNull(5) ? string.Empty : row.Text(5)!,
                        row.IsNull(6) ? string.Empty : row.Text(6)!));
                }
            });
        Query(
            $"SELECT record_key, \"from\", \"to\" FROM custody {ofRecords}",
            records,
            row => Person(row)?.Custody.Add(new Custody(
                Microseconds.ToInstant(row.Number(1)), row.IsNull(2) ? null : Microseconds.ToInstant(row.Number(2)))));
        Query(
            $"SELECT record_key, id, made_at, recorded_at, wish FROM statements {ofRecords}",
            records,
            row => Person(row)?.Statements.Add(new Statement(
                row.Number(1), Microseconds.ToInstant(row.Number(2)), Microseconds.ToInstant(row.Number(3)), (Wish)row.Number(4))));
        Query(
            $"SELECT record_key, asked_at, answer, children_stated FROM screenings {ofRecords}",
            records,
            row => Person(row)?.Screenings.Add(new Screening(
                Microseconds.ToInstant(row.Number(1)), (ScreeningAnswer)row.Number(2), row.IsNull(3) ? null : (int)row.Number(3))));
        Query(
            $"SELECT plans.decision_id, plans.step, plans.confirmed_at FROM plans {ofDecisions}",
            asked,
            row =>
            {
                if (!row.IsNull(2) && _familyOfDecision.TryGetValue(row.Text(0)!, out FamilyFile? family))
                {
                    family.Steps.Add((row.Text(0)!, new PlanStep((PlanStepKind)row.Number(1), Microseconds.ToInstant(row.Number(2)))));
                }
            });
    }

    private PersonFile? Person(SqlStatement row) => _evidence.OfRecord.GetValueOrDefault(new RecordKey(row.Number(0)));

    private static Decision ReadDecision(SqlStatement row)
    {
        int column = 1;
        return Decision.Of(field => row.IsNull(++column) ? FieldValue.Nothing
            : field.Field.Kind is FieldKind.Text or FieldKind.Language ? row.Text(column)!
            : row.Number(column));
    }

    /// <param name="sql">The query, whose first parameter may be a list of ids.</param>
    /// <param name="ids">The list; null where the query has none.</param>
    /// <param name="take">Takes one row.</param>
    private void Query(string sql, long[]? ids, Action<SqlStatement> take)
    {
        using SqlStatement rows = connection.Prepare(sql);
        if (ids is not null)
        {
            rows.BindList(1, ids);
        }

        while (rows.Step())
        {
            take(rows);
        }
    }
}
