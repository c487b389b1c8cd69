using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>One thing that happened to a decision, for a page.</summary>
/// <param name="Kind">As it stands in the log.</param>
/// <param name="Decision">The version it happened to.</param>
/// <param name="At">When the version was recorded, acknowledged or taken back; null where the record was expunged.</param>
/// <param name="By">Who; null where the log does not say.</param>
/// <param name="Reason">Why, or what the parent said.</param>
/// <param name="LogIndex">Its entry; null where it waits to be sequenced.</param>
public sealed record DecisionHappening(string Kind, string Decision, DateTimeOffset? At, string? By, string? Reason, long? LogIndex);

/// <summary>A decision as a page shows it. The child's own view is no part of it.</summary>
/// <param name="Row">The record, without the child's own view.</param>
/// <param name="Parent">The parent's record.</param>
/// <param name="Child">The child's record.</param>
/// <param name="Departure">The parent's next departure after it; null: none is known.</param>
/// <param name="Departed">That departure took place.</param>
/// <param name="Defects">What it lacks.</param>
/// <param name="Latest">The address of its latest version.</param>
/// <param name="IsLatest">Whether this is it.</param>
/// <param name="Happened">Its history, first to last.</param>
public sealed record DecisionFile(
    DecisionRow Row, SourceRecord Parent, SourceRecord Child, DateTimeOffset? Departure, bool Departed, IReadOnlyList<Defect> Defects, string Latest, bool IsLatest, IReadOnlyList<DecisionHappening> Happened)
{
    /// <summary>What exactly the parent chose, where the record says it; else the exchange file's word.</summary>
    public string Answer => Row.Interview?.Answer ?? DecisionCells.Choices.WordFor(Row.Choice);

    public string Choice => DecisionCells.Choices.WordFor(Row.Choice);

    /// <summary>Whether the parent may still take it back.</summary>
    public bool MayBeRevokedAt(DateTimeOffset now) => Row.RevokedAt is null && !(Departed && Departure <= now);
}

/// <summary>Finds a decision by its address on the pages.</summary>
public sealed class ReadDecision(Store store, ShowDecision show, TimeProvider clock)
{
    private const string OwnMark = "kk:";

    /// <param name="address">
    /// The id of a decision recorded here, or the number of any decision's row. An agency's own id is none: who knows what an
    /// agency writes into it, and a URL holds no A-number.
    /// </param>
    /// <returns>Null where there is no such decision.</returns>
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

    /// <summary>Where the pages show a decision: see <see cref="Execute"/>.</summary>
    public static string AddressOf(DecisionRow row) =>
        row.DecisionId.StartsWith(OwnMark, StringComparison.Ordinal) ? row.DecisionId : row.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The parent's record of a decision; null where there is no such decision.</summary>
    public ParentRecordKey? ParentAt(string address)
    {
        using KinkeeperDb db = store.Open();
        return At(db, address)?.ParentRecordKey;
    }

    /// <summary>The same by the decision's own id.</summary>
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
