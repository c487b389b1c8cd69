using System.Buffers.Binary;
using System.Security.Cryptography;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Storage;
using Kinkeeper.TamperLog.Tiles;
using Microsoft.Win32.SafeHandles;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// What makes an entry durable before it is acknowledged: a file of fixed length, written from front to back and forced to the disk
/// once per batch. Its length never changes, so an append costs one write to blocks that are already there, and a file that was
/// cut short shows. Each batch ends in a hash over all before it, so that a torn write ends the journal and leftovers of the
/// file's earlier life do not count.
/// </summary>
/// <remarks>
/// Header: magic (16 bytes) ‖ file length ‖ index of the first entry (8 bytes each, big-endian) ‖ nonce (16) ‖ SHA-256 of these.
/// From byte 4,096 on, batches: number of entries ‖ length of payload (4 bytes each) ‖ payload, as in an entry bundle ‖
/// SHA-256(hash before ‖ these). All zeros where nothing is written; a header of zeros is a journal not in use.
/// </remarks>
internal sealed class Journal : IDisposable
{
    public const int FirstBatch = 4096;
    public const int BatchOverhead = 8 + Digest.Length;
    private const int HeaderLength = 48 + Digest.Length;
    private static ReadOnlySpan<byte> Magic => "kinkeeper-jrnl1\n"u8;

    private readonly SafeFileHandle _file;
    private readonly long _length;
    private Digest _chain;
    private long _position;

    private Journal(SafeFileHandle file, long length)
    {
        _file = file;
        _length = length;
    }

    /// <summary>Index in the log of the first entry in it; −1 where it is not in use.</summary>
    public long First { get; private set; } = -1;

    /// <summary>Entries in it.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of batches, with their overhead, that still fit.</summary>
    public long Room => _length - _position;

    /// <summary>Makes the file, not in use, where there is none.</summary>
    public static void Create(string path, int length)
    {
        if (!File.Exists(path))
        {
            DurableFile.Replace(path, new byte[length], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Opens a file and reads what is in it.</summary>
    /// <exception cref="LogIntegrityException">The file is missing, cut short, or its header is damaged.</exception>
    public static (Journal Journal, List<ReadOnlyMemory<byte>> Entries) Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new LogIntegrityException(path, "a journal", "nothing", "A journal of the log is missing: entries that were acknowledged may be lost.");
        }

        Journal journal = new(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read), new FileInfo(path).Length);
        try
        {
            byte[] bytes = new byte[journal._length];
            int read = 0;
            while (read < bytes.Length && RandomAccess.Read(journal._file, bytes.AsSpan(read), read) is var more and > 0)
            {
                read += more;
            }

            return (journal, journal.Take(path, bytes.AsMemory(0, read)));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The batches in a journal's bytes, up to the first that is not whole.</summary>
    /// <returns>The entries; where the last batch ends; the hash there.</returns>
    public static (List<ReadOnlyMemory<byte>> Entries, int End, Digest Chain) ReadBatches(ReadOnlyMemory<byte> bytes, Digest seed)
    {
        List<ReadOnlyMemory<byte>> entries = [];
        int at = FirstBatch;
        Digest chain = seed;
        while (bytes.Length - at >= BatchOverhead)
        {
            ReadOnlySpan<byte> batch = bytes.Span[at..];
            uint count = BinaryPrimitives.ReadUInt32BigEndian(batch);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(batch[4..]);
            if (count == 0 || length > batch.Length - BatchOverhead || count > length)
            {
                break;
            }

            Digest hash = Chain(chain, batch[..(int)(8 + length)]);
            if (hash != new Digest(batch.Slice((int)(8 + length), Digest.Length))
                || EntryBundle.Read(bytes.Slice(at + 8, (int)length), (int)count) is not { } read)
            {
                break;
            }

            entries.AddRange(read);
            chain = hash;
            at += (int)length + BatchOverhead;
        }

        return (entries, at, chain);
    }

    /// <summary>Puts an unused journal to use.</summary>
    /// <param name="first">The index of the entry that will come first.</param>
    public void Begin(long first)
    {
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(16), _length);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(24), first);
        RandomNumberGenerator.Fill(header.AsSpan(32, 16));
        SHA256.HashData(header.AsSpan(0, 48), header.AsSpan(48));
        RandomAccess.Write(_file, header, 0);
        DurableFile.SyncData(_file);
        _chain = new Digest(header.AsSpan(48));
        _position = FirstBatch;
        First = first;
        Count = 0;
    }

    /// <summary>Takes the journal out of use: everything in it is durable elsewhere.</summary>
    public void Retire()
    {
        RandomAccess.Write(_file, new byte[HeaderLength], 0);
        DurableFile.SyncData(_file);
        First = -1;
        Count = 0;
    }

    /// <summary>Writes a batch and forces it to the disk.</summary>
    /// <param name="batch">8 bytes free, the payload, 32 bytes free; filled in here.</param>
    /// <param name="count">Entries in the payload.</param>
    public void Append(Span<byte> batch, int count)
    {
        BinaryPrimitives.WriteInt32BigEndian(batch, count);
        BinaryPrimitives.WriteInt32BigEndian(batch[4..], batch.Length - BatchOverhead);
        Digest hash = Chain(_chain, batch[..^Digest.Length]);
        hash.CopyTo(batch[^Digest.Length..]);
        RandomAccess.Write(_file, batch, _position);
        DurableFile.SyncData(_file);
        _chain = hash;
        _position += batch.Length;
        Count += count;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The header's hash, which the first batch continues; null for a journal not in use.</summary>
    public static Digest? ReadHeader(string path, ReadOnlySpan<byte> bytes, out long first)
    {
        first = -1;
        if (bytes.Length < FirstBatch)
        {
            throw new LogIntegrityException(
                path, $"at least {FirstBatch} bytes", $"{bytes.Length} bytes", "A journal of the log was cut short: entries that were acknowledged may be lost.");
        }

        ReadOnlySpan<byte> header = bytes[..HeaderLength];
        if (!header.ContainsAnyExcept((byte)0))
        {
            return null;
        }

        Digest hash = new(SHA256.HashData(header[..48]));
        if (!header.StartsWith(Magic) || hash != new Digest(header[48..]))
        {
            throw new LogIntegrityException(
                path, hash.ToString(), new Digest(header[48..]).ToString(), "The header of a journal of the log is damaged: entries that were acknowledged may be lost.");
        }

        long length = BinaryPrimitives.ReadInt64BigEndian(header[16..]);
        if (length != bytes.Length)
        {
            throw new LogIntegrityException(
                path, $"{length} bytes", $"{bytes.Length} bytes", "A journal of the log was cut short: entries that were acknowledged may be lost.");
        }

        first = BinaryPrimitives.ReadInt64BigEndian(header[24..]);
        return hash;
    }

    private List<ReadOnlyMemory<byte>> Take(string path, ReadOnlyMemory<byte> bytes)
    {
        if (ReadHeader(path, bytes.Span, out long first) is not { } seed)
        {
            return [];
        }

        (List<ReadOnlyMemory<byte>> entries, int end, Digest chain) = ReadBatches(bytes, seed);
        First = first;
        Count = entries.Count;
        _position = end;
        _chain = chain;
        return entries;
    }

    private static Digest Chain(in Digest before, ReadOnlySpan<byte> batch)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before.ToArray());
        hash.AppendData(batch);
        return new Digest(hash.GetHashAndReset());
    }
}
