namespace Kinkeeper.TamperLog.Verifying;

/// <summary>What a production accounts for.</summary>
/// <param name="Size">Entries of the log at the checkpoint it is measured against.</param>
/// <param name="Disclosed">Entries whose record was produced and proven, and redaction entries, which hide nothing.</param>
/// <param name="Sealed">Entries that the producer names as withheld.</param>
/// <param name="Expunged">Entries whose payload was destroyed, each with the index of the redaction entry that says so.</param>
/// <param name="Gaps">Entries that none of these accounts for, as ranges, both ends included.</param>
/// <param name="Refused">Receipts that do not hold, with their reasons.</param>
public sealed record ProductionFinding(
    long Size,
    IReadOnlyList<long> Disclosed,
    IReadOnlyList<long> Sealed,
    IReadOnlyList<(long Entry, long Redaction)> Expunged,
    IReadOnlyList<(long First, long Last)> Gaps,
    IReadOnlyList<(string Receipt, string Reason)> Refused)
{
    /// <summary>disclosed + sealed + expunged = size, and every receipt holds.</summary>
    public bool IsComplete => Gaps.Count == 0 && Refused.Count == 0;
}
