using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.People.Search;

/// <summary>
/// The index of the names in the database, built on the first search and again after new records came in. Building reads every name
/// once. A search waits for it, so that nobody is missed.
/// </summary>
public sealed class NameIndexes(Store store)
{
    private readonly Lock _making = new();
    private Made? _made;

    internal NameIndex Current()
    {
        lock (_making)
        {
            using DatabaseConnection connection = store.Connect();
            (long Records, long Imports, long Rows) stand = Stand(connection);
            if (_made is { } made && made.Stand == stand)
            {
                return made.Index;
            }

            NameIndex index = NameIndex.Of(Names(connection));
            _made = new Made(stand, index);
            return index;
        }
    }

    /// <summary>Numbers that change with each record added or replaced. Only imports write records, and they count their rows.</summary>
    private static (long Records, long Imports, long Rows) Stand(DatabaseConnection connection)
    {
        using SqlStatement statement = connection.Prepare("SELECT (SELECT COALESCE(MAX(id), 0) FROM records), COALESCE(MAX(id), 0), COALESCE(SUM(rows), 0) FROM imports");
        statement.Step();
        (long, long, long) stand = (statement.Number(0), statement.Number(1), statement.Number(2));
        statement.Reset();
        return stand;
    }

    private static IEnumerable<(long Record, string Folded)> Names(DatabaseConnection connection)
    {
        using SqlStatement names = connection.Prepare("SELECT id, folded_name FROM records WHERE folded_name IS NOT NULL");
        while (names.Step())
        {
            yield return (names.Number(0), names.Text(1)!);
        }
    }

    private sealed record Made((long Records, long Imports, long Rows) Stand, NameIndex Index);
}
