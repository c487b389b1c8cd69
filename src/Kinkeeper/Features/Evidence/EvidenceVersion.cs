using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Evidence;

/// <summary>
/// A version of the evidence, to see if an answer may be outdated. Every imported file is in <c>imports</c>, and everything that a
/// person records in Kinkeeper is an entry of the log's outbox. Equal versions mean equal evidence. Reading it costs two look-ups, not a
/// count.
/// </summary>
/// <param name="Entries">The newest entry of the outbox; 0 if it is empty.</param>
/// <param name="Imports">Number of imports started.</param>
/// <param name="Rows">Rows processed by them. A running import keeps changing this number.</param>
/// <param name="States">The sum of their states. It changes when an import ends.</param>
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
