using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Receipts;

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
