using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compare;

/// <summary>
/// The values of a pool in slots of one width, zero-padded. A vector load takes a whole value, and the first zero gives its
/// length. A value that is longer or contains a zero byte has no slot: its length reads as <see cref="Long"/>, its slot begins
/// with <see cref="NoSlot"/>, and the plain functions compare it.
/// </summary>
internal sealed class SlotTable
{
    /// <summary>The length that means "look in the pool".</summary>
    public const byte Long = 255;

    /// <summary>The first byte of an unused slot. No UTF-8 text begins with it.</summary>
    public const byte NoSlot = 0xFF;

    // Loads shifted by up to four bytes to either side must stay inside the array.
    private const int Margin = 64;

    private readonly ValuePool _pool;
    private byte[] _bytes = [];
    private byte[] _lengths = [];
    private int _filled;

    /// <param name="pool">The values.</param>
    /// <param name="width">16, 32 or 64 bytes; 0 for the smallest width that nearly all values fit.</param>
    public SlotTable(ValuePool pool, int width = 0)
    {
        _pool = pool;
        Width = width == 0 ? ChooseWidth(pool) : width;
        Extend();
    }

    /// <summary>Width in bytes: 16, 32 or 64.</summary>
    public int Width { get; }

    public ValuePool Pool => _pool;

    public byte[] Lengths => _lengths;

    public byte[] Bytes => _bytes;

    public ref byte this[int id]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), Margin + ((nint)id * Width));
    }

    /// <summary>Adds the values that the pool has gained.</summary>
    public void Extend()
    {
        int count = _pool.Count + 1;
        if (count > _lengths.Length)
        {
            int size = _filled == 0 ? count : Math.Max(count, _lengths.Length * 2);
            if (((long)size * Width) + (2 * Margin) > Array.MaxLength)
            {
                size = count;
            }

            Array.Resize(ref _lengths, size);
            byte[] larger = GC.AllocateArray<byte>(checked((size * Width) + (2 * Margin)), pinned: true);
            _bytes.CopyTo(larger.AsSpan());
            _bytes = larger;
        }

        for (int id = Math.Max(1, _filled); id < count; id++)
        {
            ReadOnlySpan<byte> value = _pool[id];
            if (value.Length > Width || value.Contains((byte)0) || (!value.IsEmpty && value[0] == NoSlot))
            {
                _lengths[id] = Long;
                _bytes[Margin + (id * Width)] = NoSlot;
                continue;
            }

            _lengths[id] = (byte)value.Length;
            value.CopyTo(_bytes.AsSpan(Margin + (id * Width)));
        }

        _filled = count;
    }

    private static int ChooseWidth(ValuePool pool)
    {
        int over16 = 0;
        int over32 = 0;
        for (int id = 1; id <= pool.Count; id++)
        {
            int length = pool[id].Length;
            over16 += length > 16 ? 1 : 0;
            over32 += length > 32 ? 1 : 0;
        }

        int few = pool.Count / 50;
        return over16 <= few ? 16 : over32 <= few ? 32 : 64;
    }
}

/// <summary>A slot width as a type, so that the JIT compiles code for each width.</summary>
internal interface ISlotWidth
{
    static abstract int Width { get; }

    /// <summary>Returns a mask: bit i is set if byte i of the slot equals <paramref name="value"/>.</summary>
    static abstract ulong Equal(ref byte slot, byte value);

    /// <summary>Returns a mask: bit i is set if byte i of the two slots is equal.</summary>
    static abstract ulong Equal(ref byte left, ref byte right);
}

internal readonly struct Slot16 : ISlotWidth
{
    public static int Width => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte slot, byte value) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref slot), Vector128.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte left, ref byte right) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref left), Vector128.LoadUnsafe(ref right)).ExtractMostSignificantBits();
}

internal readonly struct Slot32 : ISlotWidth
{
    public static int Width => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte slot, byte value) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref slot), Vector256.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte left, ref byte right) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref left), Vector256.LoadUnsafe(ref right)).ExtractMostSignificantBits();
}

internal readonly struct Slot64 : ISlotWidth
{
    public static int Width => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte slot, byte value) =>
        Vector512.Equals(Vector512.LoadUnsafe(ref slot), Vector512.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte left, ref byte right) =>
        Vector512.Equals(Vector512.LoadUnsafe(ref left), Vector512.LoadUnsafe(ref right)).ExtractMostSignificantBits();
}
