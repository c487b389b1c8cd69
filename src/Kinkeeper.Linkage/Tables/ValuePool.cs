using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Kinkeeper.Linkage.Tables;

/// <summary>
/// The distinct values of a column as UTF-8 bytes, numbered from 1. Number 0 is NULL. Equal bytes have equal numbers, so
/// comparing numbers compares values.
/// </summary>
internal sealed class ValuePool
{
    private byte[] _bytes = new byte[1024];
    private int[] _starts = new int[64];
    private uint[] _hashes = new uint[64];
    private int[]? _slots = new int[128];
    private int _count;

    public ValuePool() => _hashes[0] = 0;

    /// <summary>Number of distinct values, without NULL. Valid numbers are 0 to this, inclusive.</summary>
    public int Count => _count;

    public ReadOnlySpan<byte> this[int id] =>
        _bytes.AsSpan(_starts[id], _starts[id + 1] - _starts[id]);

    /// <summary>Returns a value as text; empty for NULL.</summary>
    public string Text(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>Returns the number of a value. A new value gets a new number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Intern(ReadOnlySpan<byte> value)
    {
        uint hash = Hash(value);
        int[] slots = _slots ?? Rehash();
        int mask = slots.Length - 1;
        int slot = (int)(hash & (uint)mask);
        while (true)
        {
            int id = slots[slot];
            if (id == 0)
            {
                break;
            }

            if (_hashes[id] == hash && this[id].SequenceEqual(value))
            {
                return id;
            }

            slot = (slot + 1) & mask;
        }

        return Add(value, hash, slot);
    }

    /// <summary>Returns the number of a value; -1 if the pool does not have it.</summary>
    public int Find(ReadOnlySpan<byte> value)
    {
        uint hash = Hash(value);
        int[] slots = _slots ?? Rehash();
        int mask = slots.Length - 1;
        for (int slot = (int)(hash & (uint)mask); slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int id = slots[slot];
            if (_hashes[id] == hash && this[id].SequenceEqual(value))
            {
                return id;
            }
        }

        return -1;
    }

    /// <summary>Frees the hash index and spare capacity. The pool can still grow; the index is then rebuilt.</summary>
    public void Trim()
    {
        _slots = null;
        Array.Resize(ref _bytes, _starts[_count + 1]);
    }

    private int Add(ReadOnlySpan<byte> value, uint hash, int slot)
    {
        int id = ++_count;
        if (id + 2 > _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
            Array.Resize(ref _hashes, _hashes.Length * 2);
        }

        int start = _starts[id];
        long end = (long)start + value.Length;
        if (end > _bytes.Length)
        {
            if (end > Array.MaxLength)
            {
                throw new LinkageException(
                    "One column holds more than two gigabytes of distinct values; split the input into several runs.");
            }

            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(_bytes.Length * 2L, end), Array.MaxLength));
        }

        value.CopyTo(_bytes.AsSpan(start));
        _starts[id + 1] = (int)end;
        _hashes[id] = hash;
        _slots![slot] = id;
        if (_count * 2L > _slots.Length)
        {
            Rehash();
        }

        return id;
    }

    private int[] Rehash()
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(128, Math.Min(_count * 4L, 1 << 30)));
        int[] slots = new int[size];
        for (int id = 1; id <= _count; id++)
        {
            int slot = (int)(_hashes[id] & (uint)(size - 1));
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            slots[slot] = id;
        }

        return _slots = slots;
    }

    /// <summary>
    /// Hashes eight bytes at a time by multiplying and folding. The length is part of the hash, so that padding cannot collide.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(ReadOnlySpan<byte> value)
    {
        unchecked
        {
            const ulong k = 0x9E3779B97F4A7C15;
            ulong hash = (ulong)value.Length * k;
            ref byte start = ref MemoryMarshal.GetReference(value);
            int length = value.Length;
            int at = 0;
            while (length - at >= 8)
            {
                hash = Fold(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at)), k);
                at += 8;
            }

            int rest = length - at;
            ulong tail = 0;
            if (rest >= 4)
            {
                tail = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, at))
                    | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4)) << 32);
            }
            else if (rest > 0)
            {
                tail = Unsafe.Add(ref start, at)
                    | ((ulong)Unsafe.Add(ref start, at + (rest >> 1)) << 8)
                    | ((ulong)Unsafe.Add(ref start, length - 1) << 16);
            }

            hash = Fold(hash ^ tail, 0xD6E8FEB86659FD93);
            return (uint)(hash ^ (hash >> 32));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
