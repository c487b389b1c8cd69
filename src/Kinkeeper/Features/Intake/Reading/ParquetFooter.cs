using System.Buffers.Binary;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Checks the metadata at the end of a Parquet file (Thrift, compact protocol) before Parquet.Net reads it. A damaged length
/// or list count can make that library loop forever.
/// </summary>
internal ref struct ParquetFooter
{
    private const int MostDepth = 32;
    private ReadOnlySpan<byte> _rest;
    private bool _sound;

    /// <returns>False if the metadata does not end where it says, or claims more than its bytes can hold.</returns>
    public static bool IsSound(FileStream file, long mostBytes)
    {
        Span<byte> tail = stackalloc byte[8];
        if (file.Length < 12 || RandomAccess.Read(file.SafeFileHandle, tail, file.Length - tail.Length) < tail.Length || !tail[4..].SequenceEqual("PAR1"u8))
        {
            return false;
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > file.Length - 12 || length > mostBytes)
        {
            return false;
        }

        byte[] metadata = new byte[length];
        RandomAccess.Read(file.SafeFileHandle, metadata, file.Length - tail.Length - length);
        ParquetFooter footer = new() { _rest = metadata, _sound = true };
        footer.SkipStruct(0);
        return footer._sound && footer._rest.IsEmpty;
    }

    private void SkipStruct(int depth)
    {
        _sound &= depth < MostDepth;
        while (_sound)
        {
            int header = Byte();
            if (header == 0)
            {
                return;
            }

            if (header >> 4 == 0)
            {
                Number();
            }

            // A boolean field stores its value in its type.
            if ((header & 0xF) is not (1 or 2))
            {
                Skip(header & 0xF, depth + 1);
            }
        }
    }

    private void Skip(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2 or 3:
                Byte();
                break;
            case 4 or 5 or 6:
                Number();
                break;
            case 7:
                Take(8);
                break;
            case 8:
                Take(Number());
                break;
            case 9 or 10:
                SkipList(depth);
                break;
            case 12:
                SkipStruct(depth);
                break;
            default:
                // Parquet's metadata has no maps.
                _sound = false;
                break;
        }
    }

    private void SkipList(int depth)
    {
        int header = Byte();
        ulong count = header >> 4 == 15 ? Number() : (ulong)(header >> 4);
        _sound &= depth < MostDepth && count <= (ulong)_rest.Length;
        for (ulong element = 0; _sound && element < count; element++)
        {
            Skip(header & 0xF, depth + 1);
        }
    }

    private int Byte()
    {
        if (_rest.IsEmpty)
        {
            _sound = false;
            return 0;
        }

        int value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    private ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64 && _sound; shift += 7)
        {
            int part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        _sound = false;
        return 0;
    }

    private void Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            _sound = false;
            return;
        }

        _rest = _rest[(int)length..];
    }
}
