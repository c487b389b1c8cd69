using System.Buffers;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>
/// A file's bytes for as long as they are looked at. A bundle of entries is larger than the objects that .NET collects cheaply, and
/// a full check reads each once: without lent arrays it spends as long on collecting as on hashing.
/// </summary>
public sealed class LentFile : IDisposable
{
    private readonly int _length;
    private readonly bool _pooled;
    private byte[]? _array;

    private LentFile(byte[] array, int length, bool pooled) => (_array, _length, _pooled) = (array, length, pooled);

    /// <summary>The bytes, which the holder may change; not after <see cref="Dispose"/>.</summary>
    public Span<byte> Bytes => (_array ?? throw new ObjectDisposedException(nameof(LentFile))).AsSpan(0, _length);

    /// <summary>Bytes that belong to nobody else.</summary>
    public static LentFile Of(byte[] bytes) => new(bytes, bytes.Length, pooled: false);

    /// <summary>The first <paramref name="length"/> bytes of an array from <see cref="ArrayPool{T}.Shared"/>, which goes back there.</summary>
    public static LentFile Rented(byte[] array, int length) => new(array, length, pooled: true);

    /// <summary>Gives the array back.</summary>
    public void Dispose()
    {
        byte[]? array = Interlocked.Exchange(ref _array, null);
        if (array is not null && _pooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
