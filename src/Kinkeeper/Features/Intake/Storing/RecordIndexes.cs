using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// The indexes over records that only queries need. Keeping them up row by row while a first, large file comes in writes
/// every page of them again with every batch; building them once at its end takes a fraction of the time. Until then
/// persons are not resolved either: there is nobody else in the database yet.
/// </summary>
internal static class RecordIndexes
{
    private static readonly string[] Columns = ["person_id", "a_number", "birth_date"];

    /// <summary>Takes the indexes away if there are no records yet. Returns whether it did.</summary>
    public static bool TryDefer(SqliteConnection connection)
    {
        using SqliteStatement any = new(connection, "SELECT EXISTS (SELECT 1 FROM records)");
        any.Step();
        bool empty = any.Number(0) == 0;
        any.Reset();
        if (empty)
        {
            foreach (string column in Columns)
            {
                using SqliteStatement drop = new(connection, $"DROP INDEX IF EXISTS ix_records_{column}");
                drop.Execute();
            }
        }

        return empty;
    }

    /// <summary>
    /// Makes sure that the indexes are there. Where they were not, an import had put them off, and with them the persons
    /// behind its records: these are resolved as soon as their index stands, before the index that resolving would change.
    /// </summary>
    public static void Restore(SqliteConnection connection)
    {
        using SqliteStatement there = new(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'index' AND name IN ('ix_records_person_id', 'ix_records_a_number', 'ix_records_birth_date')");
        there.Step();
        bool complete = there.Number(0) == Columns.Length;
        there.Reset();
        if (complete)
        {
            return;
        }

        Create(connection, "a_number");
        using (ResolvePersons persons = new(connection))
        {
            persons.ExecuteAll();
        }

        Create(connection, "birth_date");
        Create(connection, "person_id");
    }

    private static void Create(SqliteConnection connection, string column)
    {
        using SqliteStatement statement = new(connection, $"CREATE INDEX IF NOT EXISTS ix_records_{column} ON records ({column})");
        statement.Execute();
    }
}
