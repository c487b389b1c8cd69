using System.Text;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Tests.External;

/// <summary>Checks Ed25519 signatures with <c>openssl pkeyutl -verify -rawin</c>.</summary>
internal static class OpenSsl
{
    /// <summary>The DER header of an Ed25519 public key (RFC 8410 section 4).</summary>
    private static readonly byte[] PublicKeyHeader = Convert.FromHexString("302a300506032b6570032100");

    public static bool Verifies(SignedNote note, VerifierKey key)
    {
        NoteSignature signature = note.Signatures.Single(signature => signature.KeyId == key.Id && signature.Name == key.Name);
        byte[] text = Encoding.UTF8.GetBytes(note.Text);
        return key.Type == KeyType.Ed25519
            ? Verifies(text, signature.Bytes.ToArray(), key)
            : Verifies(Cosignature.Message(text, Cosignature.TimeOf(signature).ToUnixTimeSeconds()), signature.Bytes.ToArray()[8..], key);
    }

    private static bool Verifies(byte[] text, byte[] signature, VerifierKey key)
    {
        string folder = Directory.CreateTempSubdirectory("kinkeeper-openssl-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "text"), text);
            File.WriteAllBytes(Path.Combine(folder, "signature"), signature);
            File.WriteAllBytes(Path.Combine(folder, "key"), [.. PublicKeyHeader, .. key.PublicKeyBytes]);
            Tool.Run("openssl", "openssl",
            [
                "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", Path.Combine(folder, "key"),
                "-in", Path.Combine(folder, "text"), "-sigfile", Path.Combine(folder, "signature"),
            ]);
            return true;
        }
        catch (InvalidOperationException refused) when (
            refused.Message.Contains("Signature Verification Failure", StringComparison.Ordinal))
        {
            return false;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
