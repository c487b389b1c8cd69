using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>Statements that a parent made elsewhere, with the wish that a reader found in them.</summary>
public sealed class StatementsFormat : ExchangeFormat
{
    private static readonly TableShape Stored = new("statements", 0, ["record_key", "made_at", "recorded_at", "kind", "author", "text", "wish"]);

    private static readonly CellTable<Kind> Kinds = new(
        ("case_comment", Kind.CaseComment), ("letter", Kind.Letter), ("email", Kind.Email), ("consulate", Kind.Consulate), ("other", Kind.Other));

    private static readonly CellTable<Wish> Wishes = new(("accompany", Wish.Accompany), ("remain", Wish.Remain), ("unclear", Wish.Unclear));

    private enum Kind
    {
        Other = 0,
        CaseComment,
        Letter,
        Email,
        Consulate,
    }

    public override string Name => "statements";

    public override string Description => "What a parent said or wrote elsewhere, and the wish a reader found in it.";

    public override IReadOnlyList<string> Columns { get; } = ["record_id", "made_at", "recorded_at", "kind", "author", "text", "wish"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["record_id", "made_at"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["record_id"] = Safeguard.ParentIdentity };

    public override string? PeriodColumn => "made_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        ReadOnlySpan<byte> record = row.Required(0);
        DateTimeOffset madeAt = row.RequiredInstant(1);
        DateTimeOffset? recordedAt = row.Instant(2);
        Kind kind = row.Choice(3, Kinds);
        Wish wish = row.Choice(6, Wishes);
        if (row.Rejects.Count > 0)
        {
            return;
        }

        rows.Add(
            Stored,
            StoredCell.Record(record),
            madeAt,
            recordedAt ?? madeAt,
            Kinds.WordFor(kind),
            row.Text(4),
            row.Text(5),
            StoredCell.Of(wish));
    }
}
