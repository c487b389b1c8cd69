using System.Globalization;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Bench.Clearance;

/// <summary>
/// Reads the same rows as the gate for these record ids, with the same SQL over the same connection. It only copies every cell
/// to an array, as the baseline.
/// </summary>
internal static class BareRead
{
    private const string Decisions =
        "SELECT parent_record_key, child_record_key, decision_id, choice, taken_at, recorded_at, form, form_language, spoken_language, parent_language, interpreter, information_given, options_offered, child_contact_offered, counsel_offered, minutes_allowed, private, CASE WHEN parent_words IS NULL THEN 0 ELSE 1 END, signature, officer, supervisor, acknowledged_at, revoked_at FROM decisions ";

    /// <returns>The number of rows read.</returns>
    public static int Execute(Store store, IReadOnlyList<string> recordIds)
    {
        using DatabaseConnection opened = store.Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        int rows = 0;
        Rows("SELECT COALESCE(MAX(log_index), -1) + 1 FROM log_outbox");
        HashSet<long> persons = [.. Ids("SELECT record_id, person_id FROM records WHERE import_id IS NOT NULL AND record_id IN (" + string.Join(',', recordIds.Select((_, i) => $"@p{i}")) + ")", 1, recordIds)];
        const string Records = "SELECT id, person_id, record_id, latest_birth_date, role, encountered_at, stated_children, a_number FROM records ";
        HashSet<long> records = [.. Ids($"{Records} WHERE person_id IN ({List(persons)})", 0)];
        string asked = List(records);
        List<long> related = Ids(
            $"SELECT child_record_key FROM relationships WHERE parent_record_key IN ({asked}) UNION SELECT parent_record_key FROM relationships WHERE child_record_key IN ({asked}) UNION SELECT child_record_key FROM decisions WHERE parent_record_key IN ({asked}) UNION SELECT parent_record_key FROM decisions WHERE child_record_key IN ({asked})",
            0);
        records.UnionWith(Ids($"{Records} WHERE person_id IN (SELECT person_id FROM records WHERE id IN ({List(related)}))", 0));
        const string Links = "SELECT id, parent_record_key, child_record_key, status, as_of FROM relationships ";
        Rows($"{Links} WHERE parent_record_key IN ({asked}) UNION {Links} WHERE child_record_key IN ({asked})");
        Rows($"{Decisions} WHERE parent_record_key IN ({asked}) UNION {Decisions} WHERE child_record_key IN ({asked})");
        string all = List(records);
        Rows($"SELECT record_key, removal_id, status, departs_at, departs_offset_minutes, country, manifest FROM removals WHERE record_key IN ({all})");
        Rows($"SELECT record_key, \"from\", \"to\" FROM custody WHERE record_key IN ({all})");
        Rows($"SELECT record_key, id, made_at, recorded_at, wish FROM statements WHERE record_key IN ({all})");
        Rows($"SELECT record_key, asked_at, answer, children_stated FROM screenings WHERE record_key IN ({all})");
        Rows($"SELECT plans.decision_id, plans.step, plans.confirmed_at FROM plans JOIN decisions ON decisions.decision_id = plans.decision_id AND (decisions.parent_record_key IN ({asked}) OR decisions.child_record_key IN ({asked}))");
        Rows($"SELECT id, person_id, manifest, departs_at, approved_at, overridden FROM overrides WHERE approved_at IS NOT NULL AND person_id IN ({List(persons)})");
        return rows;

        void Rows(string sql) => Ids(sql, 0);

        List<long> Ids(string sql, int column, IReadOnlyList<string>? texts = null)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.Transaction = moment;
#pragma warning disable CA2100 // Constants and whole numbers.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (int i = 0; texts is not null && i < texts.Count; i++)
            {
                command.Parameters.AddWithValue($"@p{i}", texts[i]);
            }

            using SqliteDataReader reader = command.ExecuteReader();
            object[] cells = new object[reader.FieldCount];
            List<long> ids = [];
            while (reader.Read())
            {
                reader.GetValues(cells);
                rows++;
                if (cells[column] is long id)
                {
                    ids.Add(id);
                }
            }

            return ids;
        }
    }

    private static string List(IEnumerable<long> ids) => string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
}
