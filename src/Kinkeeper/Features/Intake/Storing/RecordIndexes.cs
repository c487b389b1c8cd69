using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// Manages the indexes over records that only queries need. Updating them row by row during a first, large import rewrites every
/// page with every batch. Building them once at the end takes a fraction of the time. Persons are also resolved only then, because the
/// database has nobody else yet.
/// </summary>
internal static class RecordIndexes
{
    private static readonly string[] Columns = ["person_id", "a_number", "birth_date"];

    /// <summary>Drops the indexes if there are no records yet. Returns true if it did.</summary>
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
    /// Creates the indexes if they are missing. Then an import had postponed them, and had not resolved the persons of its records. The
    /// persons are resolved after the index that this needs exists, and before the index that it would change.
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
