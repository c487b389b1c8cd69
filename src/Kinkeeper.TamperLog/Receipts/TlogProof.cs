using System.Globalization;
using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Receipts;

/// <summary>
/// A self-contained proof (C2SP tlog-proof, file extension <c>.tlog-proof</c>): the index of an entry, its inclusion proof and the
/// checkpoint. A check needs only this file, the entry and the log's key.
/// </summary>
/// <param name="Index">The index of the entry in the log.</param>
/// <param name="Hashes">The hashes of the inclusion proof, from the leaf's sibling up.</param>
/// <param name="Checkpoint">The checkpoint with its signatures, unchanged.</param>
/// <param name="Extra">Opaque bytes that are not authenticated; null if there are none.</param>
public sealed record TlogProof(long Index, IReadOnlyList<Digest> Hashes, SignedNote Checkpoint, ReadOnlyMemory<byte>? Extra = null)
{
    private const string FirstLine = "c2sp.org/tlog-proof@v1";

    /// <summary>Reads a proof file. Checks only its format.</summary>
    /// <exception cref="LogFormatException">The file is not a proof file, or was cut off. The message says where.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> file)
    {
        int blank = file.IndexOf("\n\n"u8);
        if (!file.StartsWith("c2sp.org/tlog-proof@v1\n"u8) || blank < 0)
        {
            throw new LogFormatException(
                $"This is not a proof file. A proof file begins with the line \"{FirstLine}\" and has a checkpoint after a blank line.");
        }

        string[] lines = Encoding.UTF8.GetString(file[..blank]).Split('\n');
        int at = 1;
        ReadOnlyMemory<byte>? extra = null;
        if (at < lines.Length && lines[at].StartsWith("extra ", StringComparison.Ordinal))
        {
            extra = StrictBase64.Decode(lines[at].AsSpan(6))
                ?? throw new LogFormatException("The proof's line \"extra\" is not base64.");
            at++;
        }

        if (at >= lines.Length
            || !lines[at].StartsWith("index ", StringComparison.Ordinal)
            || !Notes.Checkpoint.TryParseSize(lines[at][6..], out long index))
        {
            throw new LogFormatException("The proof has no line \"index\" with a decimal number.");
        }

        string[] hashes = lines[(at + 1)..];
        if (hashes.Length > MerkleProof.MaximumHashes)
        {
            throw new LogFormatException($"The proof has {hashes.Length} hashes; no tree needs more than {MerkleProof.MaximumHashes}.");
        }

        return new TlogProof(
            index,
            Array.ConvertAll(hashes, line => Digest.TryParse(line, out Digest hash)
                ? hash
                : throw new LogFormatException($"The proof's line \"{line}\" is not a hash. A hash is 32 bytes in base64.")),
            SignedNote.Parse(file[(blank + 2)..]),
            extra);
    }

    /// <summary>Returns the proof as it is stored.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(FirstLine).Append('\n');
        if (Extra is { } extra)
        {
            text.Append("extra ").Append(Convert.ToBase64String(extra.Span)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (Digest hash in Hashes)
        {
            text.Append(hash.ToString()).Append('\n');
        }

        return text.Append('\n').Append(Checkpoint).ToString();
    }
}
