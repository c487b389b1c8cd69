using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Findings;

/// <summary>
/// A digest of a review's inputs, so that a number can be reproduced: the imported files and the decisions that people made.
/// </summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Synthetic">True if at least one file was marked as synthetic.</param>
/// <param name="Unfinished">Number of unfinished imports. The review does not see all of their rows.</param>
public sealed record InputsDigest(string Sha256, bool Synthetic, int Unfinished)
{
    internal static InputsDigest Read(DatabaseConnection connection)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool synthetic = false;
        int unfinished = 0;
        using SqlStatement imports = connection.Prepare("SELECT id, format, file_hash, rows, state, synthetic FROM imports ORDER BY id");
        while (imports.Step())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{imports.Number(0)}\t{imports.Text(1)}\t{imports.Text(2)}\t{imports.Number(3)}\n"));
            unfinished += imports.Number(4) == 2 ? 0 : 1;
            synthetic |= imports.Number(5) != 0;
        }

        return new InputsDigest(Convert.ToHexStringLower(hash.GetHashAndReset()), synthetic, unfinished);
    }
}
