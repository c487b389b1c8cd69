using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>Answers to the question whether a person has a child under 18. "Not asked" does not mean "no".</summary>
public sealed class ScreeningsFormat : ExchangeFormat
{
    private static readonly TableShape Stored = new("screenings", 0, ["record_key", "asked_at", "language", "interpreter", "officer", "answer", "children_stated"]);

    private static readonly CellTable<ScreeningAnswer> Answers = new(
        ("yes", ScreeningAnswer.Yes), ("no", ScreeningAnswer.No), ("declined", ScreeningAnswer.Declined));

    public override string Name => "screenings";

    public override string Description => "Whether a person was asked if they have children, and the answer.";

    public override IReadOnlyList<string> Columns { get; } =
        ["record_id", "asked_at", "language", "interpreter", "officer", "answer", "children_stated"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["record_id", "asked_at", "answer"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["record_id"] = Safeguard.ParentIdentity, ["answer"] = Safeguard.Screening };

    public override string? PeriodColumn => "asked_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        ReadOnlySpan<byte> record = row.Required(0);
        DateTimeOffset askedAt = row.RequiredInstant(1);
        ScreeningAnswer answer = row.Choice(5, Answers);
        int? children = row.Count(6);
        if (row.Rejects.Count > 0)
        {
            return;
        }

        rows.Add(
            Stored,
            StoredCell.Record(record),
            askedAt,
            Codes.Language(row[2]),
            row.Text(3),
            row.Text(4),
            StoredCell.Of(answer),
            children);
    }
}
