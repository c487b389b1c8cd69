using System.Globalization;
using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Platform.Ledger;

/// <summary>The result of a production.</summary>
/// <param name="Size">Entries of the log.</param>
/// <param name="Disclosed">Receipts written, one for each entry that has a payload and is not sealed.</param>
/// <param name="Sealed">Entries named in <c>sealed.txt</c>.</param>
public sealed record Production(long Size, long Disclosed, long Sealed);

/// <summary>
/// Writes a production for a court or an inspector: the receipt of every entry. Entries whose subjects are under seal are only listed
/// by index. An entry that is neither produced nor listed was expunged, and a redaction entry of the log names it.
/// </summary>
public sealed class ProduceRecords(Store store, StoreLocation location, SequenceOutbox sequence)
{
    public const string SealedFile = "sealed.txt";

    /// <param name="folder">The output folder. Created if missing; must be empty.</param>
    /// <param name="underSeal">Says if a subject, such as <c>decision:D-17</c>, is withheld.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="RefusalException">The folder is not empty. Its files could be mistaken for part of the production.</exception>
    public async Task<Production> ExecuteAsync(string folder, Func<string, bool> underSeal, CancellationToken cancellation = default)
    {
        await sequence.FinishAsync(cancellation);
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new RefusalException("folder-not-empty", $"The folder {folder} is not empty. Name a new one, so that no other file is mistaken for part of the production.");
        }

        LogFolder log = new(location.LogFolder);
        TamperLogReader reader = new(new FolderTileSource(log.Path), VerifierKey.Parse((await File.ReadAllTextAsync(log.VerifierKey, cancellation)).TrimEnd('\n')));
        SignedCheckpoint checkpoint = await reader.CheckpointAsync(cancellation);
        List<long> withheld = [];
        long disclosed = 0;
        using DatabaseConnection connection = store.Connect();
        using SqlStatement rows = connection.Prepare(
            "SELECT log_index, subject, entry, salt, payload FROM log_outbox JOIN log_secrets ON outbox_id = id WHERE log_index < ?1 ORDER BY log_index");
        rows.Bind(1, checkpoint.Checkpoint.Size);
        while (rows.Step())
        {
            long index = rows.Number(0);
            if (underSeal(rows.Text(1)!))
            {
                withheld.Add(index);
                continue;
            }

            byte[] receipt = new Receipt(rows.Bytes(2).ToArray(), rows.Bytes(3).ToArray(), rows.Bytes(4).ToArray()).ToBytes();
            TlogProof proof = await reader.ProveAsync(index, checkpoint, receipt, cancellation);
            await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index:D9}.tlog-proof")), proof.ToString(), cancellation);
            disclosed++;
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, SealedFile), withheld.Select(index => index.ToString(CultureInfo.InvariantCulture)), cancellation);
        return new Production(checkpoint.Checkpoint.Size, disclosed, withheld.Count);
    }
}
