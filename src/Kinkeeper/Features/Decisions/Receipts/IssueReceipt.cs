using System.Text.Json;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Receipts;

/// <summary>A receipt, with the names and signature shown on its page.</summary>
/// <param name="Decision">The decision's id.</param>
/// <param name="Proof">The <c>.tlog-proof</c>, with entry, salt and record in it.</param>
/// <param name="Record">The record that the receipt proves.</param>
/// <param name="Size">Number of log entries when its checkpoint was signed.</param>
/// <param name="Key">The log's public key.</param>
/// <param name="ParentName">The name on the parent's record; null if none. Not part of the proof.</param>
/// <param name="ChildName">The name on the child's record; null if none. Not part of the proof.</param>
/// <param name="Strokes">
/// The parent's drawn signature or mark, as SVG path data in a field of 600 by 200; null if none was drawn. The proven record holds
/// its digest.
/// </param>
/// <param name="Synthetic">True if the records are made up.</param>
public sealed record IssuedReceipt(
    string Decision, TlogProof Proof, JsonElement Record, long Size, VerifierKey Key, string? ParentName, string? ChildName, string? Strokes, bool Synthetic);

/// <summary>
/// Makes the receipt of a decision in its current version, for the parent and for counsel. Its holder can prove that the record
/// existed, or that an agency's copy is missing.
/// </summary>
public sealed class IssueReceipt(Store store, StoreLocation location, SequenceOutbox sequence)
{
    /// <exception cref="RefusalException">There is no such decision, or it was expunged.</exception>
    /// <exception cref="LogIntegrityException">
    /// The record in the database is not the one that was logged, so no receipt is made.
    /// </exception>
    public async Task<IssuedReceipt> ExecuteAsync(string decisionId, CancellationToken cancellation = default)
    {
        if (sequence.HasPending())
        {
            await sequence.FinishAsync(cancellation);
        }

        using KinkeeperDb db = store.Open();
        string subject = LoggedDecision.Subject(decisionId).ToString();
        OutboxRow last = await db.Set<OutboxRow>().AsNoTracking().Include(row => row.Secret)
            .Where(row => row.Subject == subject).OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellation)
            ?? throw DecisionRefusals.Unknown(decisionId);
        LedgerSecret secret = last.Secret ?? throw DecisionRefusals.Expunged(decisionId);
        StoredDecision stored = StoredDecision.Find(db, decisionId);
        if (!LoggedDecision.IsOf(secret.Payload, LoggedDecision.Write(stored.Row, stored.Parent.RecordId, stored.Child.RecordId)))
        {
            throw new LogIntegrityException($"decision {decisionId}", "the record that was logged last", "another record in the table", "No receipt is made for an altered record.");
        }

        LogFolder folder = new(location.LogFolder);
        VerifierKey key = VerifierKey.Parse((await File.ReadAllTextAsync(folder.VerifierKey, cancellation)).TrimEnd('\n'));
        TamperLogReader reader = new(new FolderTileSource(folder.Path), key);
        SignedCheckpoint checkpoint = await reader.CheckpointAsync(cancellation);
        TlogProof proof = await reader.ProveAsync(last.LogIndex!.Value, checkpoint, new Receipt(last.Entry, secret.Salt, secret.Payload).ToBytes(), cancellation);
        ReceiptFinding finding = ReceiptCheck.Check(System.Text.Encoding.UTF8.GetBytes(proof.ToString()), WitnessPolicy.OfLog(key));
        if (finding.Answer != ReceiptAnswer.Proven)
        {
            throw new LogIntegrityException($"decision {decisionId}", "a receipt that is proven", finding.Sentence, "A receipt with an invalid proof is not issued.");
        }

        return new IssuedReceipt(
            decisionId,
            proof,
            JsonDocument.Parse(secret.Payload).RootElement,
            checkpoint.Checkpoint.Size,
            key,
            Name(stored.Parent.GivenNames, stored.Parent.Surnames),
            Name(stored.Child.GivenNames, stored.Child.Surnames),
            stored.Row.Interview?.Strokes,
            db.Set<Records.Rows.Import>().Any(import => import.Synthetic));
    }

    private static string? Name(string? given, string? surnames) =>
        $"{given} {surnames}".Trim() is { Length: > 0 } name ? name : null;
}
