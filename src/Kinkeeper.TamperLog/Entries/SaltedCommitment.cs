using System.Security.Cryptography;
using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>
/// Makes and checks the commitment that replaces a record in the log: SHA-256(domain tag ‖ salt ‖ record id ‖ canonical record).
/// Without the 32 random bytes of salt nobody can learn the record, not even by trying every A-number. With salt and record anyone
/// can check that they are what was logged. Destroying both expunges the record.
/// </summary>
public static class SaltedCommitment
{
    /// <summary>The length of a salt, in bytes.</summary>
    public const int SaltLength = 32;

    /// <summary>
    /// Keeps these hashes apart from other uses of SHA-256. Its length is fixed, so that two different inputs never give the same
    /// bytes.
    /// </summary>
    private static readonly byte[] DomainTag = Encoding.ASCII.GetBytes("kinkeeper/commitment/v1\0");

    /// <summary>Creates a new salt. Each version of a record needs its own.</summary>
    public static byte[] CreateSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>Returns the commitment to a record.</summary>
    /// <param name="salt">32 bytes from <see cref="CreateSalt"/>. Keep them with the record and nowhere else.</param>
    /// <param name="record">The random id of the record.</param>
    /// <param name="canonicalRecord">The record, written by <see cref="CanonicalJson"/>.</param>
    public static Digest Commit(ReadOnlySpan<byte> salt, LogRecordId record, ReadOnlySpan<byte> canonicalRecord)
    {
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"A salt has {SaltLength} bytes, but {salt.Length} were given.", nameof(salt));
        }

        byte[] input = [.. DomainTag, .. salt, .. Encoding.ASCII.GetBytes(record.ToString()), .. canonicalRecord];
        return new Digest(SHA256.HashData(input));
    }

    /// <summary>Returns true if <paramref name="commitment"/> was made from this salt, id and record.</summary>
    public static bool Opens(Digest commitment, ReadOnlySpan<byte> salt, LogRecordId record, ReadOnlySpan<byte> canonicalRecord) =>
        salt.Length == SaltLength && Commit(salt, record, canonicalRecord) == commitment;
}
