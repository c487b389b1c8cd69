using System.Globalization;
using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Witnessing;

/// <summary>The body of an add-checkpoint request (C2SP tlog-witness): the size that the witness knows, a proof, a checkpoint.</summary>
/// <param name="OldSize">The number of entries in the checkpoint that the witness cosigned last; 0 for none.</param>
/// <param name="Proof">The consistency proof from that size.</param>
/// <param name="Checkpoint">The checkpoint, not checked yet.</param>
internal sealed record WitnessRequest(long OldSize, IReadOnlyList<Digest> Proof, SignedNote Checkpoint)
{
    /// <summary>The largest body accepted, in bytes.</summary>
    public const int MaximumBytes = SignedNote.MaximumBytes + 4096;

    public static WitnessRequest Parse(ReadOnlySpan<byte> body)
    {
        int blank = body.IndexOf("\n\n"u8);
        string[] lines = blank < 0 ? [] : Encoding.UTF8.GetString(body[..blank]).Split('\n');
        if (lines.Length == 0
            || !lines[0].StartsWith("old ", StringComparison.Ordinal)
            || !Notes.Checkpoint.TryParseSize(lines[0][4..], out long oldSize))
        {
            throw new LogFormatException(
                "The request must begin with a line \"old\" and a decimal number, and have a blank line before the checkpoint.");
        }

        if (lines.Length - 1 > MerkleProof.MaximumHashes)
        {
            throw new LogFormatException(
                $"The request has {lines.Length - 1} proof lines; at most {MerkleProof.MaximumHashes} are allowed.");
        }

        return new WitnessRequest(
            oldSize,
            Array.ConvertAll(lines[1..], line => Digest.TryParse(line, out Digest hash)
                ? hash
                : throw new LogFormatException($"The proof line \"{line}\" is not a hash. A hash is 32 bytes in base64.")),
            SignedNote.Parse(body[(blank + 2)..]));
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"old {OldSize}\n")
        + string.Concat(Proof.Select(hash => hash + "\n")) + "\n" + Checkpoint);
}
