using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>One event in a decision's history, for a page.</summary>
/// <param name="Kind">The kind of entry in the log.</param>
/// <param name="Decision">The version it happened to.</param>
/// <param name="At">The time the version was recorded, acknowledged or revoked; null if the record was expunged.</param>
/// <param name="By">The person who did it; null if the log does not say.</param>
/// <param name="Reason">The reason, or the parent's words.</param>
/// <param name="LogIndex">The number of its log entry; null if it waits to be sequenced.</param>
public sealed record DecisionHappening(string Kind, string Decision, DateTimeOffset? At, string? By, string? Reason, long? LogIndex);

/// <summary>A decision as a page shows it, without the child's own view.</summary>
/// <param name="Row">The record, without the child's own view.</param>
/// <param name="Parent">The parent's record.</param>
/// <param name="Child">The child's record.</param>
/// <param name="Departure">The parent's next departure after it; null if none is known.</param>
/// <param name="Departed">True if that departure took place.</param>
/// <param name="Defects">Its defects.</param>
/// <param name="Latest">The address of its latest version.</param>
/// <param name="IsLatest">True if this is the latest version.</param>
/// <param name="Happened">Its history, oldest first.</param>
public sealed record DecisionFile(
    DecisionRow Row, SourceRecord Parent, SourceRecord Child, DateTimeOffset? Departure, bool Departed, IReadOnlyList<Defect> Defects, string Latest, bool IsLatest, IReadOnlyList<DecisionHappening> Happened)
{
    /// <summary>The parent's exact choice if the record has it; otherwise the exchange file's word.</summary>
    public string Answer => Row.Interview?.Answer ?? DecisionCells.Choices.WordFor(Row.Choice);

    public string Choice => DecisionCells.Choices.WordFor(Row.Choice);

    /// <summary>True if the parent may still take it back.</summary>
    public bool MayBeRevokedAt(DateTimeOffset now) => Row.RevokedAt is null && !(Departed && Departure <= now);
}

/// <summary>Finds a decision by its address on the pages.</summary>
public sealed class ReadDecision(Store store, ShowDecision show, TimeProvider clock)
{
    private const string OwnMark = "kk:";

    /// <param name="address">
    /// The id of a decision recorded here, or the number of any decision's row. An agency's own id is not an address, because it could
    /// contain an A-number, and a URL never holds one.
    /// </param>
    /// <returns>Null if there is no such decision.</returns>
    public DecisionFile? Execute(string address)
    {
        using KinkeeperDb db = store.Open();
        if (At(db, address) is not { } row)
        {
            return null;
        }

        StoredDecision stored = StoredDecision.About(db, row);
        Defects defects = stored.DefectsAt(clock.GetUtcNow());
        DecisionRow latest = StoredDecision.Versions(db, stored)[^1].Row;
        return new DecisionFile(
            row,
            stored.Parent,
            stored.Child,
            stored.Departure,
            stored.Departed,
            [.. Defect.All.Where(defect => (defects & defect.Bit) != 0)],
            AddressOf(latest),
            latest.Id == row.Id,
            [.. show.Execute(row.DecisionId).Events.Select(Happening)]);
    }

    /// <summary>Returns the address of a decision's page: see <see cref="Execute"/>.</summary>
    public static string AddressOf(DecisionRow row) =>
        row.DecisionId.StartsWith(OwnMark, StringComparison.Ordinal) ? row.DecisionId : row.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the parent's record of the decision at an address; null if there is no such decision.</summary>
    public ParentRecordKey? ParentAt(string address)
    {
        using KinkeeperDb db = store.Open();
        return At(db, address)?.ParentRecordKey;
    }

    /// <summary>Returns the parent's record of a decision by its id; null if there is no such decision.</summary>
    public ParentRecordKey? ParentOf(string decisionId)
    {
        using KinkeeperDb db = store.Open();
        return db.Set<DecisionRow>().SingleOrDefault(row => row.DecisionId == decisionId)?.ParentRecordKey;
    }

    private static DecisionRow? At(KinkeeperDb db, string address) =>
        long.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? db.Set<DecisionRow>().SingleOrDefault(row => row.Id == number)
        : address.StartsWith(OwnMark, StringComparison.Ordinal) ? db.Set<DecisionRow>().SingleOrDefault(row => row.DecisionId == address)
        : null;

    private static DecisionHappening Happening(DecisionEvent happened)
    {
        if (happened.Record is not { } record)
        {
            return new DecisionHappening(happened.Kind, string.Empty, null, null, null, happened.LogIndex);
        }

        string moment = happened.Kind switch
        {
            "decision-acknowledged" => "acknowledged_at",
            "decision-revoked" => "revoked_at",
            _ => "recorded_at",
        };
        JsonElement told = record.TryGetProperty(LoggedDecision.Event, out JsonElement what) ? what : default;
        return new DecisionHappening(
            happened.Kind,
            Member(record, "decision_id")!,
            Member(record, moment) is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
            Member(told, "by"),
            Member(told, "reason") ?? Member(told, "words"),
            happened.LogIndex);
    }

    private static string? Member(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
