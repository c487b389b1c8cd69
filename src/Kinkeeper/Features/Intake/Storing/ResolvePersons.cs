using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// Applies the only identity rule of an import: records with the same A-number are one person, unless name and date of birth both
/// disagree. Then they stay separate until a person decides (docs/handbook.md, "Identity").
/// </summary>
internal sealed class ResolvePersons : IDisposable
{
    private readonly record struct Candidate(long Id, long Person, NameParts Name, string? Birth);

    private readonly SqlStatement _ofNumbers;
    private readonly SqlStatement _all;
    private readonly SqlStatement _assign;

    public ResolvePersons(DatabaseConnection connection)
    {
        _ofNumbers = connection.Prepare(Shared(connection.Dialect.AnyNumber("a_number", 1)));
        _all = connection.Prepare(Shared("a_number IS NOT NULL"));
        _assign = connection.Prepare("UPDATE records SET person_id = ?2 WHERE id = ?1");
    }

    /// <summary>Brings the persons behind these A-numbers up to date.</summary>
    public void Execute(IReadOnlyCollection<int> numbers)
    {
        if (numbers.Count > 0)
        {
            _ofNumbers.BindList(1, [.. numbers.Select(number => (long)number)]);
            Resolve(_ofNumbers);
        }
    }

    public void Dispose()
    {
        _ofNumbers.Dispose();
        _all.Dispose();
        _assign.Dispose();
    }

    /// <summary>Brings every person behind an A-number that several records carry up to date, in one pass over them.</summary>
    public void ExecuteAll() => Resolve(_all);

    private static string Shared(string which) =>
        "SELECT a_number, id, person_id, folded_name, birth_date FROM records " +
        $"WHERE a_number IN (SELECT a_number FROM records WHERE {which} GROUP BY a_number HAVING COUNT(*) > 1) ORDER BY a_number, id";

    private void Resolve(SqlStatement shared)
    {
        // Few persons change: they are written when all have been read.
        List<(long Id, long Person)> changes = [];
        List<Candidate> records = [];
        int number = 0;
        while (shared.Step())
        {
            if ((int)shared.Number(0) != number)
            {
                Resolve(number, records, changes);
                records.Clear();
                number = (int)shared.Number(0);
            }

            records.Add(new Candidate(shared.Number(1), shared.Number(2), Codes.Unfold(shared.Text(3)), shared.Text(4)));
        }

        Resolve(number, records, changes);
        foreach ((long id, long person) in changes)
        {
            _assign.Bind(1, id);
            _assign.Bind(2, person);
            _assign.Enqueue();
        }
    }

    private static void Resolve(int number, List<Candidate> records, List<(long Id, long Person)> changes)
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
            long resolved = person[i] == 0 ? number : PersonId.FirstUnnumbered + records[(int)person[i]].Id;
            if (records[i].Person != resolved)
            {
                changes.Add((records[i].Id, resolved));
            }
        }
    }

    /// <summary>Checks if names and dates of birth both disagree: no name part in common, and both dates known but different.</summary>
    private static bool Contradict(in Candidate left, in Candidate right) =>
        left.Birth is not null && right.Birth is not null && left.Birth != right.Birth && left.Name.Disagrees(right.Name);
}
