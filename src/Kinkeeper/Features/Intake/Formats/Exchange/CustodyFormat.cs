using Kinkeeper.Features.Intake.Parsing;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>
/// Stays in custody: the agency that held a person, where and when. A row with the same record, agency, facility and start is the same
/// stay. A row that arrives later can add the end.
/// </summary>
public sealed class CustodyFormat : ExchangeFormat
{
    private static readonly TableShape Stored = new("custody", 4, ["record_key", "agency", "facility", "from", "source", "to", "release_reason"]);

    public override string Name => "custody";

    public override string Description => "Who held a person, where, from when to when.";

    public override IReadOnlyList<string> Columns { get; } = ["source", "record_id", "agency", "facility", "from", "to", "release_reason"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["record_id", "from"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard>();

    public override string? PeriodColumn => "from";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        ReadOnlySpan<byte> record = row.Required(1);
        DateTimeOffset from = row.RequiredInstant(4);
        DateTimeOffset? to = row.Instant(5);
        if (to < from)
        {
            row.Reject(5, "is earlier than the start of the stay");
        }

        if (row.Rejects.Count > 0)
        {
            return;
        }

        rows.Add(
            Stored,
            StoredCell.Record(record),
            row.Text(2) ?? string.Empty,
            row.Text(3) ?? string.Empty,
            from,
            row.Text(0),
            to,
            row.Text(6));
    }
}
