using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>Decisions of parents, each about one child, with everything that makes the record credible.</summary>
public sealed class DecisionsFormat : ExchangeFormat
{
    private const int ParentColumn = 1;
    private const int ChildColumn = 2;

    private static readonly TableShape Stored = new("decisions", 1, [.. DecisionFields.All.Select(field => field.Field.Column)]);

    public override string Name => "decisions";

    public override string Description => "What a parent decided about one child, and how they were asked.";

    public override IReadOnlyList<string> Columns { get; } = [.. DecisionFields.All.Select(field => field.Name)];

    public override IReadOnlyList<string> RequiredColumns { get; } = [.. DecisionFields.All.Where(field => field.IsRequired).Select(field => field.Name)];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["parent_record_id"] = Safeguard.ParentIdentity, ["child_record_id"] = Safeguard.ChildIdentity, ["choice"] = Safeguard.Decision, ["information_given"] = Safeguard.WhatWasTold };

    public override string? PeriodColumn => "taken_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        FieldValue[] values = new FieldValue[DecisionFields.All.Count];
        for (int column = 0; column < values.Length; column++)
        {
            values[column] = Read(row, column, DecisionFields.All[column]);
        }

        if (row.Rejects.Count > 0)
        {
            return;
        }

        int next = 0;
        DecisionRow decision = DecisionFields.Make(_ => values[next++]);
        rows.Add(Stored, [.. DecisionFields.All.Select((field, column) => field.Kind == FieldKind.Record ? StoredCell.Record(row[column]) : StoredCell.Of(field.Get(decision)))]);
        rows.AddEvent("decision-imported", LoggedDecision.Subject(decision.DecisionId), LoggedDecision.Write(decision, row.Text(ParentColumn)!, row.Text(ChildColumn)!));
        rows.AddEvent(
            "child-view-imported",
            LoggedDecision.ChildViewSubject(decision.DecisionId),
            LoggedDecision.WriteChildView(decision.DecisionId, decision.ChildView),
            onlyIfKnown: decision.ChildView is null);
    }

    private static FieldValue Read(ExchangeRow row, int column, DecisionField field)
    {
        switch (field.Kind)
        {
            case FieldKind.Record:
                ReadOnlySpan<byte> record = row.Required(column);
                if (column == ChildColumn && !record.IsEmpty && record.SequenceEqual(row[ParentColumn]))
                {
                    row.Reject(column, "names the same record as the parent");
                }

                // The writer looks the key up when it stores the row.
                return FieldValue.Nothing;
            case FieldKind.Choice:
                return (long)row.RequiredChoice(column, DecisionCells.Choices);
            case FieldKind.Instant when field.IsRequired:
                return row.RequiredInstant(column).ToMicroseconds();
            case FieldKind.Instant:
                return row.Instant(column) is { } instant ? instant.ToMicroseconds() : FieldValue.Nothing;
            case FieldKind.YesNo:
                return (long)row.YesNo(column);
            case FieldKind.Options:
                return (long)ParseOptions(row, column);
            case FieldKind.Count:
                return row.Count(column) is { } count ? count : FieldValue.Nothing;
            case FieldKind.Signature:
                return (long)row.Choice(column, DecisionCells.Signatures);
            case FieldKind.Language:
                return Codes.Language(row[column]);
            default:
                if (field.IsRequired)
                {
                    row.Required(column);
                }

                return row.Text(column);
        }
    }

    private static OptionsOffered ParseOptions(ExchangeRow row, int column)
    {
        OptionsOffered offered = OptionsOffered.None;
        ReadOnlySpan<byte> cell = row[column];
        foreach (Range part in cell.Split((byte)';'))
        {
            ReadOnlySpan<byte> word = cell[part].Trim((byte)' ');
            if (word.IsEmpty)
            {
                continue;
            }

            if (!DecisionCells.Options.TryFind(word, out OptionsOffered option))
            {
                row.Reject(column, $"has an option that is not one of {DecisionCells.Options.Listed}, separated by semicolons");
                break;
            }

            offered |= option;
        }

        return offered;
    }
}
