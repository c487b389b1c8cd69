using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>A checkpoint whose log signature was checked, with the cosignatures that were checked too.</summary>
/// <param name="Checkpoint">The checkpoint that was signed.</param>
/// <param name="Note">The whole note, including signatures of unknown keys.</param>
/// <param name="Log">The log's key that signed it.</param>
/// <param name="Cosignatures">Cosignatures by known witnesses, in the order of the note.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, SignedNote Note, VerifierKey Log, IReadOnlyList<Cosignature> Cosignatures)
{
    /// <summary>Reads and checks a checkpoint.</summary>
    /// <param name="bytes">The file <c>checkpoint</c>.</param>
    /// <param name="log">The log's key. Its name must be the checkpoint's origin.</param>
    /// <param name="witnesses">Witnesses whose cosignatures are checked. Other cosignatures are ignored.</param>
    /// <exception cref="LogFormatException">The bytes are not a signed checkpoint.</exception>
    /// <exception cref="LogIntegrityException">
    /// The checkpoint is not signed by <paramref name="log"/>, belongs to another log, or was changed after signing.
    /// </exception>
    public static SignedCheckpoint Open(ReadOnlySpan<byte> bytes, VerifierKey log, params IEnumerable<VerifierKey> witnesses)
    {
        SignedNote note = SignedNote.Parse(bytes);
        Checkpoint checkpoint = Checkpoint.Parse(note.Text);
        if (checkpoint.Origin != log.Name)
        {
            throw new LogIntegrityException(
                "checkpoint", $"the log {log.Name}", $"the log {checkpoint.Origin}", "The checkpoint belongs to another log.");
        }

        IReadOnlyList<(VerifierKey Key, NoteSignature Signature)> verified = note.Verify([log, .. witnesses]);
        if (!verified.Any(signature => signature.Key.Equals(log)))
        {
            string signers = string.Join(", ", note.Signatures.Select(signature => $"{signature.Name}+{signature.KeyId:x8}"));
            throw new LogIntegrityException(
                "checkpoint", $"a signature by {log.Text}", $"signatures by {signers}", "The checkpoint is not signed by the log's key.");
        }

        if (checkpoint.Size == 0 && checkpoint.Root != MerkleHash.Empty)
        {
            throw new LogIntegrityException(
                "checkpoint", MerkleHash.Empty.ToString(), checkpoint.Root.ToString(),
                "The checkpoint of an empty log does not have the root of an empty tree.");
        }

        return new SignedCheckpoint(
            checkpoint,
            note,
            log,
            verified.Where(signature => signature.Key.Type == KeyType.Ed25519Cosignature)
                .Select(signature => new Cosignature(signature.Key, Cosignature.TimeOf(signature.Signature)))
                .ToArray());
    }
}
