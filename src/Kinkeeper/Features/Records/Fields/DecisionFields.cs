using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>
/// The only list of a decision's fields. The columns of the exchange file and of the table, the drafts, the log's JSON, the evidence and
/// its digest, and docs/decision-fields.md are all built from it. So a new field can't be forgotten in one of them.
/// </summary>
public static class DecisionFields
{
    private const string Acknowledges = "the supervisor acknowledges: kinkeeper decision acknowledge.";

    public static readonly DecisionField DecisionId = Fixed("decision_id", nameof(DecisionRow.DecisionId), FieldKind.Text, "The number of the decision, unique over all sources.");
    public static readonly DecisionField Parent = Fixed("parent_record_id", nameof(DecisionRow.ParentRecordKey), FieldKind.Record, "A record of the parent.");
    public static readonly DecisionField Child = Fixed("child_record_id", nameof(DecisionRow.ChildRecordKey), FieldKind.Record, "A record of the child.");
    public static readonly DecisionField Choice = Fixed("choice", nameof(DecisionRow.Choice), FieldKind.Choice, "What the parent decided about this child.");
    public static readonly DecisionField TakenAt = Fixed("taken_at", nameof(DecisionRow.TakenAt), FieldKind.Instant, "When the parent decided.");
    public static readonly DecisionField RecordedAt =
        new(new("recorded_at", nameof(DecisionRow.RecordedAt), FieldKind.Instant, "When it was written down."), "it is the moment at which this is recorded.")
        {
            IsRequired = true,
        };
    public static readonly DecisionField ParentWords = Given("parent_words", nameof(DecisionRow.ParentWords), FieldKind.Text, "The parent's own words.");
    public static readonly DecisionField Officer = Given("officer", nameof(DecisionRow.Officer), FieldKind.Text, "The officer who asked.");
    public static readonly DecisionField ChildView = Given("child_view", nameof(DecisionRow.ChildView), FieldKind.Text, "The child's own view. The log commits to it in an entry of its own.");

    /// <summary>All fields, in the order of the exchange file's columns.</summary>
    public static readonly IReadOnlyList<DecisionField> All =
    [
        DecisionId,
        Parent,
        Child,
        Choice,
        TakenAt,
        RecordedAt,
        Given("form", nameof(DecisionRow.Form), FieldKind.Text, "The form with which the parent was asked."),
        Given("form_version", nameof(DecisionRow.FormVersion), FieldKind.Text, "The version of the form. Never a defect."),
        Given("form_language", nameof(DecisionRow.FormLanguage), FieldKind.Language, "The language of the form."),
        Given("spoken_language", nameof(DecisionRow.SpokenLanguage), FieldKind.Language, "The language that was spoken."),
        Given("parent_language", nameof(DecisionRow.ParentLanguage), FieldKind.Language, "The language that the parent understands best."),
        Given("interpreter", nameof(DecisionRow.Interpreter), FieldKind.Text, "Who interpreted."),
        Given("interpreter_mode", nameof(DecisionRow.InterpreterMode), FieldKind.Text, "How the interpreter took part: in person, by telephone, by video."),
        Given("information_given", nameof(DecisionRow.InformationGiven), FieldKind.YesNo, "Whether the parent was told what they must know before choosing."),
        Given("options_offered", nameof(DecisionRow.OptionsOffered), FieldKind.Options, "Which of the five options the parent was shown."),
        Given("child_contact_offered", nameof(DecisionRow.ChildContactOffered), FieldKind.YesNo, "Whether contact with the child was offered before the choice."),
        Given("counsel_offered", nameof(DecisionRow.CounselOffered), FieldKind.YesNo, "Whether talking to a lawyer first was offered."),
        Given("minutes_allowed", nameof(DecisionRow.MinutesAllowed), FieldKind.Count, "Minutes that the parent had to decide."),
        Given("private", nameof(DecisionRow.Private), FieldKind.YesNo, "Whether the parent was asked in private."),
        ParentWords,
        Given("signature", nameof(DecisionRow.Signature), FieldKind.Signature, "How the parent signed. A refusal is a record too."),
        Officer,
        new(new("supervisor", nameof(DecisionRow.Supervisor), FieldKind.Text, "The supervisor who acknowledged."), Acknowledges),
        new(new("acknowledged_at", nameof(DecisionRow.AcknowledgedAt), FieldKind.Instant, "When the supervisor acknowledged."), Acknowledges),
        ChildView,
        new(new("revoked_at", nameof(DecisionRow.RevokedAt), FieldKind.Instant, "When the parent took the decision back."), "the parent takes it back: kinkeeper decision revoke."),
    ];

    /// <summary>Properties of the row that are not fields of the decision, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(DecisionRow.Id)] = "the row's number in this database",
        [nameof(DecisionRow.ImportId)] = "where the row came from",
        [nameof(DecisionRow.RowNumber)] = "where the row came from",
        [nameof(DecisionRow.RowHash)] = "computed from the fields",
        [nameof(DecisionRow.Interview)] = "has a list of its own: InterviewFields",
    };

    private static readonly Dictionary<string, DecisionField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Finds a field by name. Null if there is none.</summary>
    public static DecisionField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// Makes a row with these values. A field for which <paramref name="valueOf"/> returns nothing is stored as not recorded.
    /// </summary>
    public static DecisionRow Make(Func<DecisionField, FieldValue> valueOf, InterviewRecord? interview = null)
    {
        DecisionRow row = new() { RowHash = [], DecisionId = string.Empty, Interview = interview };
        foreach (DecisionField field in All)
        {
            field.Set(row, valueOf(field));
        }

        return row;
    }

    /// <summary>Copies the row as it was first recorded, without acknowledgement and revocation.</summary>
    public static DecisionRow AsRecorded(DecisionRow row) =>
        Make(field => field.GivenElsewhere is null || field == RecordedAt ? field.Get(row) : FieldValue.Nothing, row.Interview?.Copy());

    private static DecisionField Fixed(string name, string property, FieldKind kind, string meaning) =>
        new(new(name, property, kind, meaning), null) { IsRequired = true, IsFixed = true };

    private static DecisionField Given(string name, string property, FieldKind kind, string meaning) => new(new(name, property, kind, meaning), null);
}
