using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>
/// Checks that a production to a court or an inspector leaves nothing out: every entry of the log is disclosed by a receipt, named as
/// sealed, or named by a redaction entry as expunged. An entry counts once; what is disclosed is not also sealed or expunged.
/// </summary>
public static class ProductionCheck
{
    /// <param name="source">The log.</param>
    /// <param name="log">Its key, from elsewhere.</param>
    /// <param name="receipts">The receipts produced, each with a name for the answer.</param>
    /// <param name="sealedEntries">Indices that the producer withholds under seal.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LogIntegrityException">The log itself does not fit its checkpoint.</exception>
    public static async Task<ProductionFinding> CheckAsync(
        ITileSource source, VerifierKey log, IEnumerable<(string Name, ReadOnlyMemory<byte> File)> receipts, IReadOnlySet<long> sealedEntries, CancellationToken cancellation = default)
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
                refused.Add((name, "The receipt proves an entry and holds no record: it discloses nothing."));
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
                // Only an earlier entry can have been destroyed; a first statement about it counts.
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
                    refused.Add((receipt.Name, $"It is signed, and the log as it is served holds another entry {index}: two logs were shown."));
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
            refused.Add((name, $"It is of entry {beyond}, and the log as it is served has only {checkpoint.Size}: it was cut back."));
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
            // An entry in a form that this version does not know discloses nothing and must be accounted for.
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
