using System.Runtime.InteropServices;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Merkle;

/// <summary>A SHA-256 hash: 32 bytes. Written in base64 (RFC 4648 section 4), as every C2SP log format writes it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct Digest
{
    /// <summary>Bytes in a digest.</summary>
    public const int Length = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Copies a digest out of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">Any other length.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A digest has 32 bytes, not {bytes.Length}.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Digest>(bytes);
    }

    /// <summary>Reads the base64 form; false unless it is exactly the 44 characters that 32 bytes are written as.</summary>
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

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Base64, 44 characters.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());
}
