using System.Buffers.Binary;
using System.Security.Cryptography;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Storage;
using Kinkeeper.TamperLog.Tiles;
using Microsoft.Win32.SafeHandles;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// A file that makes entries durable before they are acknowledged. It has a fixed length, is written from front to back, and is
/// flushed to the disk once per batch. Since its length never changes, an append only writes to existing blocks, and a file that was
/// cut short is detected. Each batch ends in a hash of everything before it, so that reading stops at a torn write and ignores old
/// bytes from an earlier use of the file.
/// </summary>
/// <remarks>
/// Header: magic (16 bytes) ‖ file length ‖ index of the first entry (8 bytes each, big-endian) ‖ nonce (16) ‖ SHA-256 of these.
/// From byte 4,096 on, batches: number of entries ‖ length of payload (4 bytes each) ‖ payload, as in an entry bundle ‖
/// SHA-256(previous hash ‖ these). Unwritten bytes are zeros. A header of zeros means that the journal is not in use.
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

    /// <summary>The index in the log of the first entry in the journal; −1 if the journal is not in use.</summary>
    public long First { get; private set; } = -1;

    /// <summary>The number of entries in the journal.</summary>
    public long Count { get; private set; }

    /// <summary>The number of bytes that still fit, including the overhead of batches.</summary>
    public long Room => _length - _position;

    /// <summary>Creates the file of an unused journal if there is none.</summary>
    public static void Create(string path, int length)
    {
        if (!File.Exists(path))
        {
            DurableFile.Replace(path, new byte[length], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Opens a file and reads its entries.</summary>
    /// <exception cref="LogIntegrityException">The file is missing, cut short, or its header is damaged.</exception>
    public static (Journal Journal, List<ReadOnlyMemory<byte>> Entries) Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new LogIntegrityException(
                path, "a journal", "nothing", "A journal is missing: entries that were acknowledged may be lost.");
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

            return (journal, journal.ReadEntries(path, bytes.AsMemory(0, read)));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Reads the batches in the bytes of a journal, up to the first incomplete one.</summary>
    /// <returns>The entries, the position after the last batch, and the hash there.</returns>
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

    /// <summary>Starts to use a journal.</summary>
    /// <param name="first">The index of the first entry that will be written.</param>
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

    /// <summary>Stops the use of the journal. Call it only if all its entries are durable elsewhere.</summary>
    public void Retire()
    {
        RandomAccess.Write(_file, new byte[HeaderLength], 0);
        DurableFile.SyncData(_file);
        First = -1;
        Count = 0;
    }

    /// <summary>Writes a batch and flushes it to the disk.</summary>
    /// <param name="batch">8 free bytes, the payload, 32 free bytes. This method fills the free bytes.</param>
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

    /// <summary>Reads the hash of the header, which the first batch continues; null if the journal is not in use.</summary>
    public static Digest? ReadHeader(string path, ReadOnlySpan<byte> bytes, out long first)
    {
        first = -1;
        if (bytes.Length < FirstBatch)
        {
            throw new LogIntegrityException(
                path, $"at least {FirstBatch} bytes", $"{bytes.Length} bytes",
                "A journal was cut short: entries that were acknowledged may be lost.");
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
                path, hash.ToString(), new Digest(header[48..]).ToString(),
                "The header of a journal is damaged: entries that were acknowledged may be lost.");
        }

        long length = BinaryPrimitives.ReadInt64BigEndian(header[16..]);
        if (length != bytes.Length)
        {
            throw new LogIntegrityException(
                path, $"{length} bytes", $"{bytes.Length} bytes", "A journal was cut short: entries that were acknowledged may be lost.");
        }

        first = BinaryPrimitives.ReadInt64BigEndian(header[24..]);
        return hash;
    }

    private List<ReadOnlyMemory<byte>> ReadEntries(string path, ReadOnlyMemory<byte> bytes)
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
