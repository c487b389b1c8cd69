using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// The one identity that an import makes by itself: records with the same A-number are one person, unless name and date of
/// birth both disagree. Then they stay apart until a person decides (docs/handbook.md, "Identity").
/// </summary>
internal sealed class ResolvePersons : IDisposable
{
    private readonly record struct Candidate(long Id, NameParts Name, string? Birth);

    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _records;
    private readonly SqliteStatement _assign;

    public ResolvePersons(SqliteConnection connection)
    {
        _connection = connection;
        _count = new(connection, "SELECT COUNT(*) FROM records WHERE a_number = ?1");
        _records = new(connection, "SELECT id, folded_name, birth_date FROM records WHERE a_number = ?1 ORDER BY id");
        _assign = new(connection, "UPDATE records SET person_id = ?2 WHERE id = ?1 AND person_id <> ?2");
    }

    /// <summary>Brings the persons behind these A-numbers up to date.</summary>
    public void Execute(IEnumerable<int> numbers)
    {
        foreach (int number in numbers.Order())
        {
            _count.Bind(1, number);
            _count.Step();
            bool several = _count.Number(0) > 1;
            _count.Reset();
            if (several)
            {
                Resolve(number);
            }
        }
    }

    public void Dispose()
    {
        _count.Dispose();
        _records.Dispose();
        _assign.Dispose();
    }

    /// <summary>Brings every person behind an A-number that several records carry up to date, in one pass over them.</summary>
    public void ExecuteAll()
    {
        using SqliteStatement shared = new(
            _connection,
            "SELECT a_number, id, folded_name, birth_date FROM records " +
            "WHERE a_number IN (SELECT a_number FROM records WHERE a_number IS NOT NULL GROUP BY a_number HAVING COUNT(*) > 1) ORDER BY a_number, id");
        List<Candidate> records = [];
        int number = 0;
        while (shared.Step())
        {
            if ((int)shared.Number(0) != number)
            {
                Resolve(number, records);
                records.Clear();
                number = (int)shared.Number(0);
            }

            records.Add(new Candidate(shared.Number(1), Codes.Unfold(shared.Text(2)), shared.Text(3)));
        }

        Resolve(number, records);
    }

    private void Resolve(int number)
    {
        List<Candidate> records = [];
        _records.Bind(1, number);
        while (_records.Step())
        {
            records.Add(new Candidate(_records.Number(0), Codes.Unfold(_records.Text(1)), _records.Text(2)));
        }

        Resolve(number, records);
    }

    private void Resolve(int number, List<Candidate> records)
    {
        long[] person = new long[records.Count];
        for (int i = 0; i < records.Count; i++)
        {
            person[i] = i;
            for (int j = 0; j < i; j++)
            {
                if (!Contradict(records[i], records[j]))
                {
                    long joined = person[j];
                    long old = person[i];
                    long keep = Math.Min(joined, old);
                    for (int k = 0; k <= i; k++)
                    {
                        person[k] = person[k] == joined || person[k] == old ? keep : person[k];
                    }
                }
            }
        }

        for (int i = 0; i < records.Count; i++)
        {
            // The records that came first keep the number; the others are persons of their own.
            _assign.Bind(1, records[i].Id);
            _assign.Bind(2, person[i] == 0 ? number : PersonId.FirstUnnumbered + records[(int)person[i]].Id);
            _assign.Execute();
        }
    }

    /// <summary>Name disagrees: no part in common. Dates of birth disagree: both known, and they differ.</summary>
    private static bool Contradict(in Candidate left, in Candidate right) =>
        left.Birth is not null && right.Birth is not null && left.Birth != right.Birth && left.Name.Disagrees(right.Name);
}
