using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Evidence;

/// <summary>
/// Whether anything that an answer rests on may have changed: every file imported is in <c>imports</c>, and everything that a person
/// records here is an entry of the log's outbox. Two readings that are equal saw the same evidence; it costs two look-ups, not a count.
/// </summary>
/// <param name="Entries">The outbox's newest entry; 0 where it has none.</param>
/// <param name="Imports">Imports begun.</param>
/// <param name="Rows">Rows that they have dealt with: a running import changes it as it goes.</param>
/// <param name="States">The sum of their states: it changes when one ends.</param>
public readonly record struct EvidenceVersion(long Entries, long Imports, long Rows, long States)
{
    /// <summary>The version at the moment of the connection's transaction, or now.</summary>
    public static EvidenceVersion Read(DatabaseConnection connection)
    {
        using SqlStatement statement = connection.Prepare("SELECT (SELECT COALESCE(MAX(id), 0) FROM log_outbox), COUNT(*), COALESCE(SUM(rows), 0), COALESCE(SUM(state), 0) FROM imports");
        statement.Step();
        EvidenceVersion version = new(statement.Number(0), statement.Number(1), statement.Number(2), statement.Number(3));
        statement.Reset();
        return version;
    }
}
