using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Kinkeeper.Features.Review.Findings;

/// <summary>
/// A digest of a review's inputs, so that a number can be reproduced: the imported files and the decisions that people made.
/// </summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Synthetic">True if at least one file was marked as synthetic.</param>
/// <param name="Unfinished">Number of unfinished imports. The review does not see all of their rows.</param>
public sealed record InputsDigest(string Sha256, bool Synthetic, int Unfinished)
{
    internal static InputsDigest Read(DbConnection connection, DbTransaction moment)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool synthetic = false;
        int unfinished = 0;
        using DbCommand command = connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText = "SELECT id, format, file_hash, rows, state, synthetic FROM imports ORDER BY id";
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{reader.GetInt64(0)}\t{reader.GetString(1)}\t{reader.GetString(2)}\t{reader.GetInt64(3)}\n"));
            unfinished += reader.GetInt64(4) == 2 ? 0 : 1;
            synthetic |= reader.GetInt64(5) != 0;
        }

        return new InputsDigest(Convert.ToHexStringLower(hash.GetHashAndReset()), synthetic, unfinished);
    }
}
