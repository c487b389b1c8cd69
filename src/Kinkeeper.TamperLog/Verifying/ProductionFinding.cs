namespace Kinkeeper.TamperLog.Verifying;

/// <summary>The entries that a production accounts for, and those that it does not.</summary>
/// <param name="Size">The number of entries in the checkpoint that the production is compared with.</param>
/// <param name="Disclosed">Entries whose record was produced and proven, and redaction entries, which contain no record.</param>
/// <param name="Sealed">Entries that the producer lists as withheld.</param>
/// <param name="Expunged">Entries whose payload was destroyed, each with the index of its redaction entry.</param>
/// <param name="Gaps">Entries in none of these groups, as ranges that include both ends.</param>
/// <param name="Refused">Receipts that are not valid, with the reasons.</param>
public sealed record ProductionFinding(
    long Size,
    IReadOnlyList<long> Disclosed,
    IReadOnlyList<long> Sealed,
    IReadOnlyList<(long Entry, long Redaction)> Expunged,
    IReadOnlyList<(long First, long Last)> Gaps,
    IReadOnlyList<(string Receipt, string Reason)> Refused)
{
    /// <summary>True if disclosed + sealed + expunged = size and every receipt is valid.</summary>
    public bool IsComplete => Gaps.Count == 0 && Refused.Count == 0;
}
