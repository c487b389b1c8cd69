using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;

namespace Kinkeeper.TamperLog.Receipts;

/// <summary>Checks a receipt with only the log's key or a policy: no server, no database, no network.</summary>
public static class ReceiptCheck
{
    /// <summary>Checks <paramref name="file"/>. Never throws on a bad file; the finding says what is wrong.</summary>
    /// <param name="file">A <c>.tlog-proof</c> whose extra line is a <see cref="Receipt"/>.</param>
    /// <param name="policy">The trusted logs and witnesses; <see cref="WitnessPolicy.OfLog"/> for one log without witnesses.</param>
    public static ReceiptFinding Check(ReadOnlySpan<byte> file, WitnessPolicy policy)
    {
        TlogProof proof;
        Receipt receipt;
        Checkpoint checkpoint;
        try
        {
            proof = TlogProof.Parse(file);
            checkpoint = Checkpoint.Parse(proof.Checkpoint.Text);
            receipt = Receipt.Parse((proof.Extra ?? throw new LogFormatException(
                "The proof has no line \"extra\", so it contains no entry to check.")).Span);
        }
        catch (LogFormatException unreadable)
        {
            return new ReceiptFinding(
                ReceiptAnswer.Unreadable, $"This file cannot be read as a receipt: {unreadable.Message}", null, null, null, []);
        }

        Cosignature[] cosignatures = [];
        PolicyMember[] logs = policy.Logs.Where(log => log.Key.Name == checkpoint.Origin).ToArray();
        if (logs.Length == 0)
        {
            return Finding(
                ReceiptAnswer.WrongLog,
                $"This receipt is from the log \"{checkpoint.Origin}\", not from "
                + $"{string.Join(" or ", policy.Logs.Select(log => $"\"{log.Key.Name}\""))}.");
        }

        try
        {
            IReadOnlyList<(VerifierKey Key, NoteSignature Signature)> verified =
                proof.Checkpoint.Verify([.. logs.Select(log => log.Key), .. policy.Witnesses.Select(witness => witness.Key)]);
            if (!logs.Any(log => verified.Any(signature => signature.Key.Equals(log.Key))))
            {
                return Finding(
                    ReceiptAnswer.WrongKey,
                    $"This receipt is not signed by the key {string.Join(" or ", logs.Select(log => log.Key.Text))}. "
                    + "It has signatures by "
                    + $"{string.Join(", ", proof.Checkpoint.Signatures.Select(signature => $"{signature.Name}+{signature.KeyId:x8}"))}.");
            }

            cosignatures = verified.Where(signature => signature.Key.Type == KeyType.Ed25519Cosignature)
                .Select(signature => new Cosignature(signature.Key, Cosignature.TimeOf(signature.Signature))).ToArray();
        }
        catch (LogIntegrityException changed)
        {
            return Finding(ReceiptAnswer.SignatureBroken, changed.Message);
        }

        if (!MerkleProof.Includes(proof.Index, checkpoint.Size, MerkleHash.Leaf(receipt.Entry.Span), proof.Hashes, checkpoint.Root))
        {
            return Finding(
                ReceiptAnswer.NotIncluded,
                $"The entry in this receipt is not the one that the log signed at index {proof.Index} of {checkpoint.Size}: the entry, "
                + "the index or the proof was changed.");
        }

        if (receipt is { Salt: { } salt, CanonicalRecord: { } record } && Mismatch(receipt, salt, record) is { } mismatch)
        {
            return Finding(ReceiptAnswer.RecordChanged, mismatch);
        }

        if (!policy.IsMet(cosignatures.Select(cosignature => cosignature.Witness)))
        {
            return Finding(
                ReceiptAnswer.QuorumMissing,
                $"The entry is in the log, but only {cosignatures.Length} of the policy's {policy.Witnesses.Count} witnesses have "
                + "cosigned the checkpoint, which is too few for its quorum.");
        }

        return Finding(
            ReceiptAnswer.Proven,
            $"The record is entry {proof.Index} of the log \"{checkpoint.Origin}\", signed when it had {checkpoint.Size} entries"
            + (cosignatures.Length == 0
                ? "."
                : $", and seen by {string.Join(", ", cosignatures.Select(seen => $"{seen.Witness.Name} at {seen.Time:u}"))}."));

        ReceiptFinding Finding(ReceiptAnswer answer, string sentence) =>
            new(answer, sentence, checkpoint, proof.Index, receipt, cosignatures);
    }

    private static string? Mismatch(Receipt receipt, ReadOnlyMemory<byte> salt, ReadOnlyMemory<byte> record)
    {
        try
        {
            return LogEntry.Parse(receipt.Entry.Span) is CommitmentEntry entry
                && SaltedCommitment.Opens(entry.Commitment, salt.Span, entry.Record, record.Span)
                ? null
                : "The entry is in the log, but the record in the receipt is not what was logged: the record or its salt was changed.";
        }
        catch (LogFormatException noCommitment)
        {
            return $"The entry is in the log, but it has no commitment to a record: {noCommitment.Message}";
        }
    }
}
