using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>Departures, planned and executed.</summary>
public sealed class RemovalsFormat : ExchangeFormat
{
    internal static readonly TableShape Stored = new("removals", 1, ["removal_id", "record_key", "status", "departs_at", "departs_offset_minutes", "port", "country", "manifest"]);

    private static readonly CellTable<RemovalStatus> Statuses = new(
        ("planned", RemovalStatus.Planned), ("executed", RemovalStatus.Executed), ("cancelled", RemovalStatus.Cancelled));

    public override string Name => "removals";

    public override string Description => "Departures, planned, executed and cancelled.";

    public override IReadOnlyList<string> Columns { get; } =
        ["removal_id", "record_id", "status", "departs_at", "port", "country", "manifest"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["removal_id", "record_id", "status", "departs_at"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["record_id"] = Safeguard.ParentIdentity, ["departs_at"] = Safeguard.Departure };

    public override string? PeriodColumn => "departs_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        row.Required(0);
        ReadOnlySpan<byte> record = row.Required(1);
        RemovalStatus status = row.RequiredChoice(2, Statuses);
        DateTimeOffset departsAt = row.RequiredInstant(3);
        if (row.Rejects.Count > 0)
        {
            return;
        }

        string removalId = row.Text(0)!;
        rows.Add(
            Stored,
            removalId,
            StoredCell.Record(record),
            StoredCell.Of(status),
            departsAt,
            (long)departsAt.Offset.TotalMinutes,
            row.Text(4),
            Codes.Country(row[5]),
            row.Text(6));
    }
}
