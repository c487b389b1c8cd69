using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// Manages the indexes over records that only queries need. Updating them row by row during a first, large import rewrites every
/// page with every batch. Building them once at the end takes a fraction of the time. Persons are also resolved only then, because the
/// database has nobody else yet.
/// </summary>
internal static class RecordIndexes
{
    private static readonly string[] Columns = ["person_id", "a_number", "birth_date"];

    /// <summary>Takes the indexes away if there are no records yet. Returns whether it did.</summary>
    public static bool TryDefer(DatabaseConnection connection)
    {
        using DatabaseTransaction transaction = connection.BeginWrite();
        bool empty = connection.ReadNumber("SELECT EXISTS (SELECT 1 FROM records)") == 0;
        if (empty)
        {
            foreach (string column in Columns)
            {
                connection.Execute($"DROP INDEX IF EXISTS ix_records_{column}");
            }

            transaction.Commit();
        }

        return empty;
    }

    /// <summary>
    /// Creates the indexes if they are missing. Then an import had postponed them, and had not resolved the persons of its records. The
    /// persons are resolved after the index that this needs exists, and before the index that it would change.
    /// </summary>
    public static void Restore(DatabaseConnection connection)
    {
        if (Columns.All(column => connection.HasIndex($"ix_records_{column}")))
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

    private static void Create(DatabaseConnection connection, string column) =>
        connection.Execute($"CREATE INDEX IF NOT EXISTS ix_records_{column} ON records ({column})");
}
