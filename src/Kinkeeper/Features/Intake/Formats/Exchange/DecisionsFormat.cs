using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>What parents decided about one child each, with everything that makes the record worth believing.</summary>
public sealed class DecisionsFormat : ExchangeFormat
{
    private static readonly TableShape Stored = new(
        "decisions",
        1,
        [
        "decision_id", "parent_record_key", "child_record_key", "choice", "taken_at", "recorded_at", "form", "form_version", "form_language",
        "spoken_language", "parent_language", "interpreter", "interpreter_mode", "information_given", "options_offered",
        "child_contact_offered", "counsel_offered", "minutes_allowed", "private", "parent_words", "signature", "officer", "supervisor",
        "acknowledged_at", "child_view", "revoked_at",
        ]);

    public override string Name => "decisions";

    public override string Description => "What a parent decided about one child, and how they were asked.";

    public override IReadOnlyList<string> Columns { get; } =
    [
        "decision_id", "parent_record_id", "child_record_id", "choice", "taken_at", "recorded_at", "form", "form_version", "form_language",
        "spoken_language", "parent_language", "interpreter", "interpreter_mode", "information_given", "options_offered",
        "child_contact_offered", "counsel_offered", "minutes_allowed", "private", "parent_words", "signature", "officer", "supervisor",
        "acknowledged_at", "child_view", "revoked_at",
    ];

    public override IReadOnlyList<string> RequiredColumns { get; } =
        ["decision_id", "parent_record_id", "child_record_id", "choice", "taken_at", "recorded_at"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["parent_record_id"] = Safeguard.ParentIdentity, ["child_record_id"] = Safeguard.ChildIdentity, ["choice"] = Safeguard.Decision, ["information_given"] = Safeguard.WhatWasTold };

    public override string? PeriodColumn => "taken_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        row.Required(0);
        ReadOnlySpan<byte> parent = row.Required(1);
        ReadOnlySpan<byte> child = row.Required(2);
        if (!parent.IsEmpty && parent.SequenceEqual(child))
        {
            row.Reject(2, "names the same record as the parent");
        }

        Choice choice = row.RequiredChoice(3, DecisionCells.Choices);
        DateTimeOffset takenAt = row.RequiredInstant(4);
        DateTimeOffset recordedAt = row.RequiredInstant(5);
        YesNo informationGiven = row.YesNo(13);
        OptionsOffered options = ParseOptions(row);
        YesNo childContact = row.YesNo(15);
        YesNo counsel = row.YesNo(16);
        int? minutes = row.Count(17);
        YesNo inPrivate = row.YesNo(18);
        Signature signature = row.Choice(20, DecisionCells.Signatures);
        DateTimeOffset? acknowledgedAt = row.Instant(23);
        DateTimeOffset? revokedAt = row.Instant(25);
        if (row.Rejects.Count > 0)
        {
            return;
        }

        DecisionRow decision = new()
        {
            RowHash = [],
            DecisionId = row.Text(0)!,
            Choice = choice,
            TakenAt = takenAt,
            RecordedAt = recordedAt,
            Form = row.Text(6),
            FormVersion = row.Text(7),
            FormLanguage = Codes.Language(row[8]),
            SpokenLanguage = Codes.Language(row[9]),
            ParentLanguage = Codes.Language(row[10]),
            Interpreter = row.Text(11),
            InterpreterMode = row.Text(12),
            InformationGiven = informationGiven,
            OptionsOffered = options,
            ChildContactOffered = childContact,
            CounselOffered = counsel,
            MinutesAllowed = minutes,
            Private = inPrivate,
            ParentWords = row.Text(19),
            Signature = signature,
            Officer = row.Text(21),
            Supervisor = row.Text(22),
            AcknowledgedAt = acknowledgedAt,
            ChildView = row.Text(24),
            RevokedAt = revokedAt,
        };
        Add(rows, decision, StoredCell.Record(parent), StoredCell.Record(child));
        rows.AddEvent("decision-imported", LoggedDecision.Subject(decision.DecisionId), LoggedDecision.Write(decision, row.Text(1)!, row.Text(2)!));
        rows.AddEvent(
            "child-view-imported",
            LoggedDecision.ChildViewSubject(decision.DecisionId),
            LoggedDecision.WriteChildView(decision.DecisionId, decision.ChildView),
            onlyIfKnown: decision.ChildView is null);
    }

    private static void Add(ParsedRows rows, DecisionRow decision, StoredCell parent, StoredCell child) => rows.Add(
        Stored,
        decision.DecisionId,
        parent,
        child,
        StoredCell.Of(decision.Choice),
        decision.TakenAt,
        decision.RecordedAt,
        decision.Form,
        decision.FormVersion,
        decision.FormLanguage,
        decision.SpokenLanguage,
        decision.ParentLanguage,
        decision.Interpreter,
        decision.InterpreterMode,
        StoredCell.Of(decision.InformationGiven),
        StoredCell.Of(decision.OptionsOffered),
        StoredCell.Of(decision.ChildContactOffered),
        StoredCell.Of(decision.CounselOffered),
        decision.MinutesAllowed,
        StoredCell.Of(decision.Private),
        decision.ParentWords,
        StoredCell.Of(decision.Signature),
        decision.Officer,
        decision.Supervisor,
        decision.AcknowledgedAt,
        decision.ChildView,
        decision.RevokedAt);

    private static OptionsOffered ParseOptions(ExchangeRow row)
    {
        const int Column = 14;
        OptionsOffered offered = OptionsOffered.None;
        ReadOnlySpan<byte> cell = row[Column];
        foreach (Range part in cell.Split((byte)';'))
        {
            ReadOnlySpan<byte> word = cell[part].Trim((byte)' ');
            if (word.IsEmpty)
            {
                continue;
            }

            if (!DecisionCells.Options.TryFind(word, out OptionsOffered option))
            {
                row.Reject(Column, $"has an option that is not one of {DecisionCells.Options.Listed}, separated by semicolons");
                break;
            }

            offered |= option;
        }

        return offered;
    }
}
