using System.Runtime.CompilerServices;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>
/// Reads a log that somebody else may keep: its checkpoint, its entries, and proofs computed from its tiles. Checks each proof
/// against the signed root before returning it. Several threads may use it at once.
/// </summary>
/// <param name="source">The files of the log.</param>
/// <param name="log">The key that the log must have signed with.</param>
/// <param name="witnesses">Witnesses whose cosignatures are checked.</param>
public sealed class TamperLogReader(ITileSource source, VerifierKey log, params IEnumerable<VerifierKey> witnesses)
{
    private readonly VerifierKey[] _witnesses = witnesses.ToArray();

    /// <summary>Reads the current checkpoint and checks its signature.</summary>
    /// <exception cref="LogIntegrityException">The log has no checkpoint, or it is not signed by the log's key.</exception>
    /// <exception cref="LogFormatException">The file is not a checkpoint.</exception>
    public async ValueTask<SignedCheckpoint> CheckpointAsync(CancellationToken cancellation = default)
    {
        byte[] bytes = await source.ReadAsync("checkpoint", cancellation).ConfigureAwait(false)
            ?? throw new LogIntegrityException("checkpoint", "a signed checkpoint", "nothing", "The log has no checkpoint.");
        return SignedCheckpoint.Open(bytes, log, _witnesses);
    }

    /// <summary>
    /// Reads the entries from <paramref name="from"/> to the end of <paramref name="at"/> in order, and checks each against its
    /// tile.
    /// </summary>
    /// <param name="from">The index of the first entry, from 0. At or after the end there are no entries.</param>
    /// <param name="at">The checkpoint to read up to.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="LogIntegrityException">A bundle is missing or malformed, or does not match its tile.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadEntriesAsync(
        long from, Checkpoint at, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        for (long index = from / TilePath.FullWidth; index * TilePath.FullWidth < at.Size; index++)
        {
            int width = TilePath.Width(0, index, at.Size);
            ReadOnlyMemory<byte>[] entries = await BundleAsync(index, width, cancellation).ConfigureAwait(false);
            Digest[] leaves = await TileCache.ReadUncachedAsync(source, 0, index, width, cancellation).ConfigureAwait(false);
            for (int i = (int)Math.Max(0, from - (index * TilePath.FullWidth)); i < width; i++)
            {
                Digest found = MerkleHash.Leaf(entries[i].Span);
                if (found != leaves[i])
                {
                    throw new LogIntegrityException(
                        $"entry {(index * TilePath.FullWidth) + i}", leaves[i].ToString(), found.ToString(),
                        "An entry does not match its tile.");
                }

                yield return entries[i];
            }
        }
    }

    /// <summary>Reads one entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The checkpoint has no such entry.</exception>
    /// <exception cref="LogIntegrityException">The bundle is missing or malformed, or does not match its tile.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadEntryAsync(long index, Checkpoint at, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, at.Size);
        await foreach (ReadOnlyMemory<byte> entry in ReadEntriesAsync(index, at, cancellation).ConfigureAwait(false))
        {
            return entry;
        }

        throw new InvalidOperationException("A bundle of a valid index has at least one entry.");
    }

    /// <summary>
    /// Returns the proof that the entry at <paramref name="index"/> is in the tree of <paramref name="at"/> (RFC 6962 section
    /// 2.1.1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The checkpoint has no such entry.</exception>
    /// <exception cref="LogIntegrityException">The tiles do not give the signed root.</exception>
    public async ValueTask<IReadOnlyList<Digest>> InclusionProofAsync(long index, Checkpoint at, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, at.Size);
        TileCache tiles = new(source);
        List<Digest> proof = await new MerkleProver(tiles, at.Size).InclusionAsync(index, at.Size, cancellation).ConfigureAwait(false);
        long tile = index / TilePath.FullWidth;
        Digest[] leaves = await tiles.ReadAsync(0, tile, TilePath.Width(0, tile, at.Size), cancellation).ConfigureAwait(false);
        return MerkleProof.Includes(index, at.Size, leaves[index % TilePath.FullWidth], proof, at.Root)
            ? proof
            : throw new LogIntegrityException(
                $"entry {index}", at.Root.ToString(), "another root",
                "The tiles between the entry and the root do not give the signed root.");
    }

    /// <summary>
    /// Returns the proof that <paramref name="at"/> only adds entries to <paramref name="older"/> (RFC 6962 section 2.1.2).
    /// </summary>
    /// <exception cref="LogIntegrityException">There is no such proof: history was rewritten, or tiles are damaged.</exception>
    public async ValueTask<IReadOnlyList<Digest>> ConsistencyProofAsync(
        Checkpoint older, Checkpoint at, CancellationToken cancellation = default)
    {
        if (older.Size > at.Size)
        {
            throw new LogIntegrityException(
                "checkpoint", $"at least {older.Size} entries", $"{at.Size} entries", "The log is smaller than before.");
        }

        MerkleProver prover = new(new TileCache(source), at.Size);
        List<Digest> proof = await prover.ConsistencyAsync(older.Size, at.Size, cancellation).ConfigureAwait(false);
        return MerkleProof.Continues(older.Size, at.Size, proof, older.Root, at.Root)
            ? proof
            : throw new LogIntegrityException(
                "checkpoint", $"{older.Root} at size {older.Size}", $"{at.Root} at size {at.Size}, which does not contain it",
                "The log does not continue its earlier state: history was rewritten.");
    }

    /// <summary>Returns the consistency proof from a size whose root is not known. The root is computed from the tiles.</summary>
    internal async ValueTask<IReadOnlyList<Digest>> ConsistencyHashesAsync(long oldSize, Checkpoint at, CancellationToken cancellation)
    {
        Digest oldRoot = await new MerkleProver(new TileCache(source), at.Size).RootAsync(oldSize, cancellation).ConfigureAwait(false);
        return await ConsistencyProofAsync(new Checkpoint(at.Origin, oldSize, oldRoot), at, cancellation).ConfigureAwait(false);
    }

    /// <summary>Returns a proof file for the entry at <paramref name="index"/> (C2SP tlog-proof).</summary>
    /// <param name="index">The index of the entry.</param>
    /// <param name="at">The checkpoint of the proof, with its cosignatures.</param>
    /// <param name="extra">Bytes for the receiver, not authenticated; <see cref="Receipt.ToBytes"/> for a receipt. Null for none.</param>
    /// <param name="cancellation">Cancels reading.</param>
    public async ValueTask<TlogProof> ProveAsync(
        long index, SignedCheckpoint at, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellation = default) =>
        new(index, await InclusionProofAsync(index, at.Checkpoint, cancellation).ConfigureAwait(false), at.Note, extra);

    private async ValueTask<ReadOnlyMemory<byte>[]> BundleAsync(long index, int width, CancellationToken cancellation)
    {
        string path = TilePath.Entries(index, width);
        byte[] bundle = await source.ReadAsync(path, cancellation).ConfigureAwait(false)
            ?? (width < TilePath.FullWidth
                ? await source.ReadAsync(TilePath.Entries(index, TilePath.FullWidth), cancellation).ConfigureAwait(false)
                : null)
            ?? throw new LogIntegrityException(path, $"{width} entries", "nothing", "A bundle of entries is missing.");
        return EntryBundle.Read(bundle, width)
            ?? throw new LogIntegrityException(
                path, $"{width} entries", $"{bundle.Length} bytes that hold fewer", "A bundle of entries is cut short.");
    }
}
