using System.Buffers;
using System.Runtime.InteropServices;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Storage;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// Writes durable entries to bundles and tiles. Only <see cref="Sync"/> flushes these files to the disk. Until then the journal holds
/// the entries, and the files are written again from it after a crash.
/// </summary>
internal sealed class TileWriter
{
    private readonly LogFolder _folder;
    private readonly TileEdge _edge;
    private readonly ArrayBufferWriter<byte> _bundle = new();
    private readonly HashSet<string> _unsynced = new(StringComparer.Ordinal);
    private readonly List<string> _superseded = [];
    private readonly Dictionary<int, (long Index, int Width)> _partials = [];

    private TileWriter(LogFolder folder, TileEdge edge)
    {
        _folder = folder;
        _edge = edge;
    }

    /// <summary>The number of entries in bundles and tiles.</summary>
    public long Size => _edge.Size;

    /// <summary>Continues from the tiles of a tree of <paramref name="size"/> entries, all of which were flushed to the disk.</summary>
    /// <exception cref="LogIntegrityException">
    /// The last bundle does not match the last tile, or a tile or bundle of the right edge is missing.
    /// </exception>
    public static TileWriter Load(LogFolder folder, long size)
    {
        FolderTileSource source = new(folder.Path);
        TileWriter writer = new(folder, Completed(TileEdge.LoadAsync(new TileCache(source), size, CancellationToken.None)));
        int width = writer._edge.PartialWidth(0);
        if (width > 0)
        {
            long index = writer._edge.PartialIndex(0);
            string path = TilePath.Entries(index, width);
            byte[]? bundle = Completed(source.ReadAsync(path)) ?? Completed(source.ReadAsync(TilePath.Entries(index, TilePath.FullWidth)));
            ReadOnlyMemory<byte>[] entries = (bundle is null ? null : EntryBundle.Read(bundle, width))
                ?? throw new LogIntegrityException(
                    path, $"{width} entries", bundle is null ? "nothing" : $"{bundle.Length} bytes that hold fewer",
                    "The last bundle of entries is missing or cut short.");
            for (int i = 0; i < width; i++)
            {
                Digest leaf = MerkleHash.Leaf(entries[i].Span);
                if (leaf != writer._edge.Partial(0)[i])
                {
                    throw new LogIntegrityException(
                        $"entry {(index * TilePath.FullWidth) + i}", writer._edge.Partial(0)[i].ToString(), leaf.ToString(),
                        "The last bundle of entries does not match the last tile.");
                }

                EntryBundle.Add(writer._bundle, entries[i].Span);
            }
        }

        return writer;
    }

    /// <summary>Adds an entry. Writes bundles and tiles that become full.</summary>
    public void Add(ReadOnlySpan<byte> entry)
    {
        EntryBundle.Add(_bundle, entry);
        _edge.Append(MerkleHash.Leaf(entry), (level, index, hashes) =>
        {
            WriteFull(TilePath.Tile(level, index, TilePath.FullWidth), MemoryMarshal.AsBytes(hashes));
            if (level == 0)
            {
                WriteFull(TilePath.Entries(index, TilePath.FullWidth), Bundle);
                _bundle.ResetWrittenCount();
            }
        });
    }

    /// <summary>Writes the partial bundle and tiles that a checkpoint of the current size needs.</summary>
    /// <returns>The root of the tree.</returns>
    public Digest WritePartials()
    {
        for (int level = 0; level < _edge.Levels; level++)
        {
            int width = _edge.PartialWidth(level);
            long index = _edge.PartialIndex(level);
            if (width > 0 && _partials.GetValueOrDefault(level) != (index, width))
            {
                Write(TilePath.Tile(level, index, width), MemoryMarshal.AsBytes(_edge.Partial(level)));
                if (level == 0)
                {
                    Write(TilePath.Entries(index, width), Bundle);
                }

                _partials[level] = (index, width);
            }
        }

        return _edge.Root();
    }

    /// <summary>Returns the current root of the tree.</summary>
    public Digest Root() => _edge.Root();

    /// <summary>Flushes everything written so far to the disk, then deletes partial tiles that were replaced by full ones.</summary>
    public void Sync()
    {
        HashSet<string> directories = new(StringComparer.Ordinal);
        foreach (string path in _unsynced)
        {
            string file = _folder.File(path);
            DurableFile.Sync(file);

            // The directory may be new too. Its name is in its parent directory, so flush the parents up to the folder of the log.
            for (string? above = Path.GetDirectoryName(file); above is not null && directories.Add(above) && above != _folder.Path;)
            {
                above = Path.GetDirectoryName(above);
            }
        }

        foreach (string directory in directories)
        {
            DurableFile.SyncDirectory(directory);
        }

        _unsynced.Clear();
        foreach (string replaced in _superseded)
        {
            Directory.Delete(replaced, recursive: true);
        }

        _superseded.Clear();
    }

    internal static T Completed<T>(ValueTask<T> task) =>
        task.IsCompleted
            ? task.GetAwaiter().GetResult()
            : throw new InvalidOperationException("Reading from a folder must complete at once.");

    private ReadOnlySpan<byte> Bundle => _bundle.WrittenSpan;

    private void WriteFull(string path, ReadOnlySpan<byte> bytes)
    {
        Write(path, bytes);
        string partials = _folder.File(path + ".p");
        if (Directory.Exists(partials))
        {
            _superseded.Add(partials);
        }
    }

    private void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string file = _folder.File(path);
        _unsynced.Add(path);
        if (File.Exists(file))
        {
            // This happens only after a crash. The file may be incomplete, and a reader may have it open.
            if (!File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes))
            {
                DurableFile.Replace(file, bytes);
            }

            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
