using Kinkeeper.Platform.Database;

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
    /// Makes sure that the indexes are there. Where they were not, an import had put them off, and with them the persons
    /// behind its records: these are resolved as soon as their index stands, before the index that resolving would change.
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
