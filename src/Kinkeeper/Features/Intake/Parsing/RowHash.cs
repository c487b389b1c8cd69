using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>What a row is known by where it has no id, and by which it is seen whether it has changed: the first 16 bytes of SHA-256 over its cells.</summary>
internal static class RowHash
{
    public static UInt128 Of(ReadOnlySpan<byte> cells)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(cells, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>The 16 bytes in order.</summary>
    public static ReadOnlySpan<byte> Bytes(in UInt128 hash) => MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in hash));
}
