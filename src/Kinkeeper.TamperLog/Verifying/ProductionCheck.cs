using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>
/// Checks that a production to a court or an inspector is complete: each entry of the log is disclosed by a receipt, listed as sealed,
/// or named by a redaction entry as expunged. Each entry counts once; a disclosed entry is not also sealed or expunged.
/// </summary>
public static class ProductionCheck
{
    /// <summary>Compares a production with the log.</summary>
    /// <param name="source">The files of the log.</param>
    /// <param name="log">The log's key. Get it from another place than the log.</param>
    /// <param name="receipts">The receipts produced, each with a name for the finding.</param>
    /// <param name="sealedEntries">The indices of entries that the producer withholds under seal.</param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <exception cref="LogIntegrityException">The log does not match its own checkpoint.</exception>
    public static async Task<ProductionFinding> CheckAsync(
        ITileSource source, VerifierKey log, IEnumerable<(string Name, ReadOnlyMemory<byte> File)> receipts,
        IReadOnlySet<long> sealedEntries, CancellationToken cancellation = default)
    {
        TamperLogReader reader = new(source, log);
        Checkpoint checkpoint = (await reader.CheckpointAsync(cancellation).ConfigureAwait(false)).Checkpoint;
        List<(string, string)> refused = [];
        Dictionary<long, (string Name, Digest Leaf)> shown = [];
        foreach ((string name, ReadOnlyMemory<byte> file) in receipts)
        {
            ReceiptFinding finding = ReceiptCheck.Check(file.Span, WitnessPolicy.OfLog(log));
            if (finding.Answer != ReceiptAnswer.Proven)
            {
                refused.Add((name, finding.Sentence));
            }
            else if (finding.Receipt!.CanonicalRecord is null)
            {
                refused.Add((name, "The receipt proves an entry but contains no record, so it discloses nothing."));
            }
            else
            {
                shown[finding.Index!.Value] = (name, MerkleHash.Leaf(finding.Receipt.Entry.Span));
            }
        }

        List<long> disclosed = [];
        Dictionary<long, long> redactions = [];
        List<long> others = [];
        long index = 0;
        await foreach (ReadOnlyMemory<byte> entry in reader.ReadEntriesAsync(0, checkpoint, cancellation).ConfigureAwait(false))
        {
            if (Redacts(entry.Span) is { } redacts)
            {
                // A redaction can only name an earlier entry. If several name the same entry, the first one counts.
                if (redacts < index)
                {
                    redactions.TryAdd(redacts, index);
                }

                disclosed.Add(index);
            }
            else if (shown.TryGetValue(index, out (string Name, Digest Leaf) receipt))
            {
                if (receipt.Leaf == MerkleHash.Leaf(entry.Span))
                {
                    disclosed.Add(index);
                }
                else
                {
                    refused.Add(
                        (receipt.Name, $"The receipt is signed, but the served log has another entry {index}: two logs were shown."));
                    others.Add(index);
                }
            }
            else
            {
                others.Add(index);
            }

            index++;
        }

        foreach ((long beyond, (string name, _)) in shown.Where(receipt => receipt.Key >= checkpoint.Size))
        {
            refused.Add(
                (name, $"The receipt is for entry {beyond}, but the served log has only {checkpoint.Size} entries: it was cut back."));
        }

        return new ProductionFinding(
            checkpoint.Size,
            disclosed,
            [.. others.Where(other => sealedEntries.Contains(other) && !redactions.ContainsKey(other))],
            [.. others.Where(redactions.ContainsKey).Select(other => (other, redactions[other]))],
            Ranges(others.Where(other => !sealedEntries.Contains(other) && !redactions.ContainsKey(other))),
            refused);
    }

    private static long? Redacts(ReadOnlySpan<byte> entry)
    {
        try
        {
            return LogEntry.Parse(entry) is RedactionEntry redaction ? redaction.Redacts : null;
        }
        catch (LogFormatException)
        {
            // An entry of an unknown format discloses nothing and must be accounted for.
            return null;
        }
    }

    private static List<(long First, long Last)> Ranges(IEnumerable<long> ascending)
    {
        List<(long First, long Last)> ranges = [];
        foreach (long index in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == index - 1)
            {
                ranges[^1] = (ranges[^1].First, index);
            }
            else
            {
                ranges.Add((index, index));
            }
        }

        return ranges;
    }
}
