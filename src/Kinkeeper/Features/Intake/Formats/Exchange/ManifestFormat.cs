using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>
/// The people planned to leave on one movement. The gate reads such a file directly. An imported file fills the docket of departures.
/// </summary>
public sealed class ManifestFormat : ExchangeFormat
{
    private static readonly TableShape Stored = new(
        "manifest_lines",
        0,
        [
        "manifest", "record_id", "a_number", "given_names", "surnames", "birth_date", "departs_at", "departs_offset_minutes", "port", "country",
        ]);

    public override string Name => "manifest";

    public override string Description => "The people planned to leave on one movement.";

    public override IReadOnlyList<string> Columns { get; } =
        ["manifest", "record_id", "a_number", "given_names", "surnames", "date_of_birth", "departs_at", "port", "country"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["manifest", "departs_at"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["record_id"] = Safeguard.ParentIdentity, ["surnames"] = Safeguard.ParentIdentity, ["a_number"] = Safeguard.ParentIdentity, ["departs_at"] = Safeguard.Departure };

    public override string? PeriodColumn => "departs_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        row.Required(0);
        DateTimeOffset departsAt = row.RequiredInstant(6);
        int? number = null;
        if (!row[2].IsEmpty)
        {
            if (ANumber.TryParse(row[2], out ANumber known))
            {
                number = known.Value;
            }
            else
            {
                row.Reject(2, "is not an A-number of 7 to 9 digits");
            }
        }

        DateOnly? birth = null;
        if (!row[5].IsEmpty)
        {
            if (PartialDate.TryParse(row[5], out PartialDate date))
            {
                birth = date.Exact;
            }
            else
            {
                row.Reject(5, "is not a date such as 2009-11-30");
            }
        }

        if (row.Rejects.Count > 0)
        {
            return;
        }

        string manifest = row.Text(0)!;
        rows.Add(
            Stored,
            manifest,
            row.Text(1),
            number,
            row.Text(3),
            row.Text(4),
            birth?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            departsAt,
            (long)departsAt.Offset.TotalMinutes,
            row.Text(7),
            Codes.Country(row[8]));
    }
}
