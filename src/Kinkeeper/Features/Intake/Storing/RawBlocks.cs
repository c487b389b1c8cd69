using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>Collects raw rows and packs them into blocks.</summary>
internal sealed class RawBlockPacker
{
    /// <summary>Rows per block: few enough to open for one row, enough to compress well.</summary>
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

        RawBlocks.Write(_pending, raw);
        if (++_rows == RowsPerBlock)
        {
            Flush(packed);
        }
    }

    /// <summary>Packs the collected rows at the end of a batch.</summary>
    public void Flush(List<PackedBlock> packed)
    {
        if (_rows == 0)
        {
            return;
        }

        packed.Add(new PackedBlock(_firstRow, _rows, RawBlocks.Pack(_pending.WrittenSpan)));
        _pending.Clear();
        _rows = 0;
    }
}

/// <summary>Packs blocks of raw rows, and destroys single rows in them.</summary>
public static class RawBlocks
{
    /// <summary>Destroys one raw row: its text becomes empty, its place stays. False where the block or the text is gone already.</summary>
    public static bool Blank(DatabaseConnection connection, ImportId import, long row)
    {
        using SqlStatement find = connection.Prepare(
            "SELECT first_row, content FROM raw_blocks WHERE import_id = ?1 AND first_row <= ?2 ORDER BY first_row DESC LIMIT 1");
        find.Bind(1, import.Value);
        find.Bind(2, row);
        if (!find.Step())
        {
            return false;
        }

        long first = find.Number(0);
        byte[] content = find.Bytes(1).ToArray();
        find.Reset();
        ReadOnlyMemory<byte>[] rows = [.. RawBlockReader.Rows(content)];
        if (row - first >= rows.Length || rows[row - first].IsEmpty)
        {
            return false;
        }

        rows[row - first] = default;
        ArrayBufferWriter<byte> plain = new();
        foreach (ReadOnlyMemory<byte> text in rows)
        {
            Write(plain, text.Span);
        }

        using SqlStatement update = connection.Prepare("UPDATE raw_blocks SET content = ?3 WHERE import_id = ?1 AND first_row = ?2");
        update.Bind(1, import.Value);
        update.Bind(2, first);
        update.BindBlob(3, Pack(plain.WrittenSpan));
        update.Execute();
        return true;
    }

    internal static void Write(ArrayBufferWriter<byte> block, ReadOnlySpan<byte> raw)
    {
        Span<byte> space = block.GetSpan(raw.Length + sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(space, raw.Length);
        raw.CopyTo(space[sizeof(int)..]);
        block.Advance(raw.Length + sizeof(int));
    }

    internal static byte[] Pack(ReadOnlySpan<byte> plain)
    {
        byte[] space = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(plain.Length));
        try
        {
            return BrotliEncoder.TryCompress(plain, space, out int length, quality: 1, window: 18)
                ? space[..length]
                : throw new InvalidOperationException("A raw block did not fit the space that its encoder asked for.");
        }
        finally
        {
            // The buffer contained names.
            ArrayPool<byte>.Shared.Return(space, clearArray: true);
        }
    }
}

/// <summary>Reads raw rows back.</summary>
public static class RawBlockReader
{
    /// <summary>Returns the rows of one block, in order, as UTF-8 text.</summary>
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
}
