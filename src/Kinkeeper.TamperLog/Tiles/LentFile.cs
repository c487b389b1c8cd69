using System.Buffers;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>
/// The bytes of a file, lent until <see cref="Dispose"/>. A bundle of entries is larger than the objects that .NET collects cheaply,
/// and a full check reads each bundle once. Without lent arrays it spends as much time on garbage collection as on hashing.
/// </summary>
public sealed class LentFile : IDisposable
{
    private readonly int _length;
    private readonly bool _pooled;
    private byte[]? _array;

    private LentFile(byte[] array, int length, bool pooled) => (_array, _length, _pooled) = (array, length, pooled);

    /// <summary>The bytes. The holder may change them. Not available after <see cref="Dispose"/>.</summary>
    public Span<byte> Bytes => (_array ?? throw new ObjectDisposedException(nameof(LentFile))).AsSpan(0, _length);

    /// <summary>Wraps an array that nobody else uses.</summary>
    public static LentFile Of(byte[] bytes) => new(bytes, bytes.Length, pooled: false);

    /// <summary>
    /// Wraps the first <paramref name="length"/> bytes of an array from <see cref="ArrayPool{T}.Shared"/>. Disposing returns the
    /// array.
    /// </summary>
    public static LentFile Rented(byte[] array, int length) => new(array, length, pooled: true);

    /// <summary>Returns the array to its pool.</summary>
    public void Dispose()
    {
        byte[]? array = Interlocked.Exchange(ref _array, null);
        if (array is not null && _pooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
