using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// Applies the only identity rule of an import: records with the same A-number are one person, unless name and date of birth both
/// disagree. Then they stay separate until a person decides (docs/handbook.md, "Identity").
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

    /// <summary>Updates the persons of these A-numbers.</summary>
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

    /// <summary>Updates the persons of all A-numbers that several records share, in one pass.</summary>
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
            // The earliest records keep the number. The others become separate persons.
            _assign.Bind(1, records[i].Id);
            _assign.Bind(2, person[i] == 0 ? number : PersonId.FirstUnnumbered + records[(int)person[i]].Id);
            _assign.Execute();
        }
    }

    /// <summary>Checks if names and dates of birth both disagree: no name part in common, and both dates known but different.</summary>
    private static bool Contradict(in Candidate left, in Candidate right) =>
        left.Birth is not null && right.Birth is not null && left.Birth != right.Birth && left.Name.Disagrees(right.Name);
}
