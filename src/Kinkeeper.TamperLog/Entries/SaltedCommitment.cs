using System.Security.Cryptography;
using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>
/// What the log holds in place of a record: SHA-256(domain tag ‖ salt ‖ record id ‖ canonical record). Without the 32 random bytes
/// of salt nobody can find out what was committed to, not even by trying every A-number; with salt and record anyone can check
/// that they are what was logged. Destroying both is how a record is expunged.
/// </summary>
public static class SaltedCommitment
{
    /// <summary>Bytes of salt.</summary>
    public const int SaltLength = 32;

    /// <summary>Keeps these hashes apart from every other use of SHA-256. Fixed length, so that no two inputs read the same.</summary>
    private static readonly byte[] DomainTag = Encoding.ASCII.GetBytes("kinkeeper/commitment/v1\0");

    /// <summary>A fresh salt. Each version of a record needs its own.</summary>
    public static byte[] CreateSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>The commitment to a record.</summary>
    /// <param name="salt">32 bytes from <see cref="CreateSalt"/>, kept beside the record and nowhere else.</param>
    /// <param name="record">The record's random id.</param>
    /// <param name="canonicalRecord">The record by <see cref="CanonicalJson"/>.</param>
    public static Digest Commit(ReadOnlySpan<byte> salt, LogRecordId record, ReadOnlySpan<byte> canonicalRecord)
    {
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));
        }

        byte[] input = [.. DomainTag, .. salt, .. Encoding.ASCII.GetBytes(record.ToString()), .. canonicalRecord];
        return new Digest(SHA256.HashData(input));
    }

    /// <summary>Whether salt and record are what <paramref name="commitment"/> was made of.</summary>
    public static bool Opens(Digest commitment, ReadOnlySpan<byte> salt, LogRecordId record, ReadOnlySpan<byte> canonicalRecord) =>
        salt.Length == SaltLength && Commit(salt, record, canonicalRecord) == commitment;
}
