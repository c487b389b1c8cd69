using System.Runtime.InteropServices;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Merkle;

/// <summary>A SHA-256 hash of 32 bytes. Its text form is base64 (RFC 4648 section 4), as in all C2SP log formats.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct Digest
{
    /// <summary>The number of bytes in a digest.</summary>
    public const int Length = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Copies a digest from <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A digest has 32 bytes, but {bytes.Length} were given.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Digest>(bytes);
    }

    /// <summary>Reads the base64 form. Returns false unless the text is exactly the 44 characters of 32 bytes.</summary>
    public static bool TryParse(ReadOnlySpan<char> base64, out Digest digest)
    {
        digest = default;
        Span<byte> bytes = stackalloc byte[Length + 1];
        if (base64.Length != 44 || !StrictBase64.TryDecode(base64, bytes, out int written) || written != Length)
        {
            return false;
        }

        digest = new Digest(bytes[..Length]);
        return true;
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    /// <summary>Returns the 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Returns the base64 form, 44 characters.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());
}
