using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Receipts;

/// <summary>The result of checking a receipt.</summary>
public enum ReceiptAnswer
{
    /// <summary>The entry is in the log, and the record (if the receipt has one) is the one that was logged.</summary>
    Proven,

    /// <summary>The file is not a receipt, or was cut off.</summary>
    Unreadable,

    /// <summary>The receipt belongs to a log that the policy does not name.</summary>
    WrongLog,

    /// <summary>The receipt is not signed by a key in the policy.</summary>
    WrongKey,

    /// <summary>A signature is not valid: the checkpoint in the receipt was changed.</summary>
    SignatureBroken,

    /// <summary>The log has another entry at this index: the entry, the index or the proof was changed.</summary>
    NotIncluded,

    /// <summary>The entry is in the log, but the record in the receipt is not the one that was logged.</summary>
    RecordChanged,

    /// <summary>Everything is valid, but too few witnesses have cosigned.</summary>
    QuorumMissing,
}

/// <summary>The answer of a check, with its basis.</summary>
/// <param name="Answer">The outcome.</param>
/// <param name="Sentence">The outcome in one plain sentence, with the reason.</param>
/// <param name="Checkpoint">The checkpoint; null if it could not be read.</param>
/// <param name="Index">The index of the entry; null if it could not be read.</param>
/// <param name="Receipt">The content of the receipt. Trust it only if <see cref="Answer"/> is <see cref="ReceiptAnswer.Proven"/>.</param>
/// <param name="Cosignatures">Cosignatures of known witnesses, each with its time.</param>
public sealed record ReceiptFinding(
    ReceiptAnswer Answer, string Sentence, Checkpoint? Checkpoint, long? Index, Receipt? Receipt, IReadOnlyList<Cosignature> Cosignatures);
