using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>
/// The only list of the fields that an interview in Kinkeeper adds to a decision. The log's JSON, copies and docs/decision-fields.md use
/// it.
/// </summary>
public static class InterviewFields
{
    /// <summary>All fields. Names are those of the log.</summary>
    public static readonly IReadOnlyList<RecordField<InterviewRecord>> All =
    [
        new("answer", nameof(InterviewRecord.Answer), FieldKind.Text, "One of the five options, declined, or not_ascertained."),
        new("options_in_order", nameof(InterviewRecord.OptionOrder), FieldKind.Words, "The five options in the order in which this parent saw them."),
        new("measured_seconds", nameof(InterviewRecord.MeasuredSeconds), FieldKind.Count, "Seconds from the first sight of the options to the answer."),
        new("minutes_reason", nameof(InterviewRecord.MinutesReason), FieldKind.Text, "Why the minutes allowed differ from the measured ones."),
        new("words_language", nameof(InterviewRecord.WordsLanguage), FieldKind.Language, "The language of the parent's own words."),
        new("words_translation", nameof(InterviewRecord.WordsTranslation), FieldKind.Text, "The words in the language of the staff."),
        new("words_translator", nameof(InterviewRecord.WordsTranslator), FieldKind.Text, "Who translated."),
        new("signed_how", nameof(InterviewRecord.SignedHow), FieldKind.Text, "With a pen, typed, on paper, with a mark, refused, or not at all."),
        new("signed_name", nameof(InterviewRecord.SignedName), FieldKind.Text, "The name that the parent typed."),
        new("signature_sha256", nameof(InterviewRecord.Strokes), FieldKind.Drawing, "SHA-256 of the drawing that the parent signed with."),
    ];

    /// <summary>Properties that are not fields of the interview, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(InterviewRecord.DecisionRow)] = "the row's number in this database",
    };

    /// <summary>Copies the record for another version of the decision.</summary>
    public static InterviewRecord Copy(this InterviewRecord record)
    {
        InterviewRecord copy = new() { Answer = string.Empty, OptionOrder = string.Empty };
        foreach (RecordField<InterviewRecord> field in All)
        {
            field.Set(copy, field.Get(record));
        }

        return copy;
    }
}
