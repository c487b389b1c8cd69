using System.Text.Json;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>One event in a decision's history.</summary>
/// <param name="Kind">The kind of entry in the log.</param>
/// <param name="LogIndex">The number of its log entry; null if it waits to be sequenced.</param>
/// <param name="Record">The record after the event; null if it was expunged.</param>
public sealed record DecisionEvent(string Kind, long? LogIndex, JsonElement? Record);

/// <summary>A decision with its history and that of its amendments, oldest first.</summary>
public sealed record DecisionHistory(GradedDecision Now, IReadOnlyList<DecisionEvent> Events);

/// <summary>Shows a decision with its history: every version that was ever recorded, with the log's commitment to it.</summary>
public sealed class ShowDecision(Store store, TimeProvider clock)
{
    /// <exception cref="Platform.RefusalException">There is no such decision.</exception>
    public DecisionHistory Execute(string decisionId)
    {
        using KinkeeperDb db = store.Open();
        StoredDecision stored = StoredDecision.Find(db, decisionId);
        string[] subjects = [.. StoredDecision.Versions(db, stored).Select(version => LoggedDecision.Subject(version.Row.DecisionId).ToString())];
        DecisionEvent[] events =
        [
            .. db.Set<OutboxRow>().AsNoTracking().Include(row => row.Secret)
                .Where(row => subjects.Contains(row.Subject)).OrderBy(row => row.Id).AsEnumerable()
                .Select(row => new DecisionEvent(row.Kind, row.LogIndex, row.Secret is { } secret ? JsonDocument.Parse(secret.Payload).RootElement : null)),
        ];
        return new DecisionHistory(GradedDecision.Of(stored, clock.GetUtcNow()), events);
    }
}
