using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>
/// Hashes a row's cells: the first 16 bytes of SHA-256. The hash identifies a row without an id and shows if a row has changed.
/// </summary>
internal static class RowHash
{
    public static UInt128 Of(ReadOnlySpan<byte> cells)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(cells, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>Returns the 16 bytes in order.</summary>
    public static ReadOnlySpan<byte> Bytes(in UInt128 hash) => MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in hash));
}
