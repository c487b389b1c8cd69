using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>Gathers raw rows and packs them a block at a time.</summary>
internal sealed class RawBlockPacker
{
    /// <summary>Small enough to open for one row, large enough to compress well.</summary>
    public const int RowsPerBlock = 512;

    private readonly ArrayBufferWriter<byte> _pending = new(1 << 17);
    private long _firstRow;
    private int _rows;

    public void Add(long row, ReadOnlySpan<byte> raw, List<PackedBlock> packed)
    {
        if (_rows == 0)
        {
            _firstRow = row;
        }

        Span<byte> space = _pending.GetSpan(raw.Length + sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(space, raw.Length);
        raw.CopyTo(space[sizeof(int)..]);
        _pending.Advance(raw.Length + sizeof(int));
        if (++_rows == RowsPerBlock)
        {
            Flush(packed);
        }
    }

    /// <summary>Packs what is gathered; at the end of a batch.</summary>
    public void Flush(List<PackedBlock> packed)
    {
        if (_rows == 0)
        {
            return;
        }

        byte[] space = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(_pending.WrittenCount));
        try
        {
            if (!BrotliEncoder.TryCompress(_pending.WrittenSpan, space, out int length, quality: 1, window: 18))
            {
                throw new InvalidOperationException("A raw block did not fit the space that its encoder asked for.");
            }

            packed.Add(new PackedBlock(_firstRow, _rows, space[..length]));
        }
        finally
        {
            // The buffer held names.
            ArrayPool<byte>.Shared.Return(space, clearArray: true);
        }

        _pending.Clear();
        _rows = 0;
    }
}

/// <summary>Reads raw rows back.</summary>
public static class RawBlockReader
{
    /// <summary>The rows of one block, in order, as UTF-8 text.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Rows(byte[] content)
    {
        using BrotliStream unpack = new(new MemoryStream(content), CompressionMode.Decompress);
        byte[] lengthBytes = new byte[sizeof(int)];
        while (unpack.ReadAtLeast(lengthBytes, lengthBytes.Length, throwOnEndOfStream: false) == lengthBytes.Length)
        {
            byte[] row = new byte[BinaryPrimitives.ReadInt32LittleEndian(lengthBytes)];
            unpack.ReadExactly(row);
            yield return row;
        }
    }

    /// <summary>One raw row; null if it has been expunged.</summary>
    public static string? Find(SqliteConnection connection, ImportId import, long row)
    {
        using SqliteStatement find = new(
            connection,
            "SELECT first_row, content FROM raw_blocks WHERE import_id = ?1 AND first_row <= ?2 ORDER BY first_row DESC LIMIT 1");
        find.Bind(1, import.Value);
        find.Bind(2, row);
        if (!find.Step())
        {
            return null;
        }

        long first = find.Number(0);
        byte[] content = find.Bytes(1).ToArray();
        find.Reset();
        ReadOnlyMemory<byte>? raw = Rows(content).Select(bytes => (ReadOnlyMemory<byte>?)bytes).ElementAtOrDefault((int)(row - first));
        return raw is { } found ? System.Text.Encoding.UTF8.GetString(found.Span) : null;
    }
}
