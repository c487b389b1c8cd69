namespace Kinkeeper.TamperLog;

/// <summary>How the check of a receipt ended.</summary>
public enum ReceiptAnswer
{
    /// <summary>The entry is in the log, and the record (where the receipt has one) is the one that was logged.</summary>
    Proven,

    /// <summary>The file is no receipt, or was cut off.</summary>
    Unreadable,

    /// <summary>It is about another log than the one asked for.</summary>
    WrongLog,

    /// <summary>It is not signed by the key asked for.</summary>
    WrongKey,

    /// <summary>A signature does not fit: the checkpoint in it was changed.</summary>
    SignatureBroken,

    /// <summary>The entry in it is not the one that the log has at this place: entry, index or proof was changed.</summary>
    NotIncluded,

    /// <summary>The entry is in the log, but the record shown with it is not what was logged.</summary>
    RecordChanged,

    /// <summary>All fits, but too few witnesses have cosigned.</summary>
    QuorumMissing,
}

/// <summary>The answer of a check with what it rests on.</summary>
/// <param name="Answer">The outcome.</param>
/// <param name="Sentence">The outcome in one plain sentence, with the reason.</param>
/// <param name="Checkpoint">The checkpoint; null where it could not be read.</param>
/// <param name="Index">The entry's index; null where it could not be read.</param>
/// <param name="Receipt">The receipt's content, to be believed only where <see cref="Answer"/> is <see cref="ReceiptAnswer.Proven"/>.</param>
/// <param name="Cosignatures">Of known witnesses, each with its time.</param>
public sealed record ReceiptFinding(
    ReceiptAnswer Answer, string Sentence, Checkpoint? Checkpoint, long? Index, Receipt? Receipt, IReadOnlyList<Cosignature> Cosignatures);

/// <summary>Checks a receipt with nothing but the log's key or a policy: no server, no database, no network.</summary>
public static class ReceiptCheck
{
    /// <summary>Checks <paramref name="file"/>. Never throws on a bad file: the finding says what is wrong.</summary>
    /// <param name="file">A <c>.tlog-proof</c> whose extra line is a <see cref="Receipt"/>.</param>
    /// <param name="policy">The logs and witnesses that are believed; <see cref="WitnessPolicy.OfLog"/> for a log alone.</param>
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
                "The proof carries no record (no line \"extra\"), so there is nothing to check it for.")).Span);
        }
        catch (LogFormatException unreadable)
        {
            return new ReceiptFinding(ReceiptAnswer.Unreadable, $"This file cannot be read as a receipt: {unreadable.Message}", null, null, null, []);
        }

        Cosignature[] cosignatures = [];
        PolicyMember[] logs = policy.Logs.Where(log => log.Key.Name == checkpoint.Origin).ToArray();
        if (logs.Length == 0)
        {
            return Finding(
                ReceiptAnswer.WrongLog,
                $"This receipt is from the log \"{checkpoint.Origin}\", not from {string.Join(" or ", policy.Logs.Select(log => $"\"{log.Key.Name}\""))}.");
        }

        try
        {
            IReadOnlyList<(VerifierKey Key, NoteSignature Signature)> verified =
                proof.Checkpoint.Verify([.. logs.Select(log => log.Key), .. policy.Witnesses.Select(witness => witness.Key)]);
            if (!logs.Any(log => verified.Any(signature => signature.Key.Equals(log.Key))))
            {
                return Finding(
                    ReceiptAnswer.WrongKey,
                    $"This receipt is not signed by the key {string.Join(" or ", logs.Select(log => log.Key.Text))}. It carries signatures by {string.Join(", ", proof.Checkpoint.Signatures.Select(signature => $"{signature.Name}+{signature.KeyId:x8}"))}.");
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
                $"The entry in this receipt is not the one that the log signed at index {proof.Index} of {checkpoint.Size}: the entry, the index or the proof was changed.");
        }

        if (receipt is { Salt: { } salt, CanonicalRecord: { } record } && Mismatch(receipt, salt, record) is { } mismatch)
        {
            return Finding(ReceiptAnswer.RecordChanged, mismatch);
        }

        if (!policy.IsMet(cosignatures.Select(cosignature => cosignature.Witness)))
        {
            return Finding(
                ReceiptAnswer.QuorumMissing,
                $"The entry is in the log, but only {cosignatures.Length} of the policy's {policy.Witnesses.Count} witnesses have cosigned the checkpoint, which is no quorum.");
        }

        return Finding(
            ReceiptAnswer.Proven,
            $"The record is entry {proof.Index} of the log \"{checkpoint.Origin}\", signed when it had {checkpoint.Size} entries"
            + (cosignatures.Length == 0 ? "." : $", and seen by {string.Join(", ", cosignatures.Select(seen => $"{seen.Witness.Name} at {seen.Time:u}"))}."));

        ReceiptFinding Finding(ReceiptAnswer answer, string sentence) => new(answer, sentence, checkpoint, proof.Index, receipt, cosignatures);
    }

    private static string? Mismatch(Receipt receipt, ReadOnlyMemory<byte> salt, ReadOnlyMemory<byte> record)
    {
        try
        {
            return LogEntry.Parse(receipt.Entry.Span) is CommitmentEntry entry && SaltedCommitment.Opens(entry.Commitment, salt.Span, entry.Record, record.Span)
                ? null
                : "The entry is in the log, but the record shown with it is not what was logged: the record or its salt was changed.";
        }
        catch (LogFormatException noCommitment)
        {
            return $"The entry is in the log, but it commits to no record: {noCommitment.Message}";
        }
    }
}
