using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Evidence;

/// <summary>
/// What one parent decided about one child, and everything that makes the record worth believing. Empty text means that
/// nobody recorded it. Whose record it is follows from where it stands (<see cref="Evidence.FamilyFile"/>).
/// </summary>
public sealed class Decision
{
    public required string DecisionId { get; init; }

    public required Choice Choice { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public string? Form { get; init; }

    public string? FormLanguage { get; init; }

    public string? SpokenLanguage { get; init; }

    public string? ParentLanguage { get; init; }

    public string? Interpreter { get; init; }

    public YesNo InformationGiven { get; init; }

    public OptionsOffered OptionsOffered { get; init; }

    public YesNo ChildContactOffered { get; init; }

    public YesNo CounselOffered { get; init; }

    /// <summary>Minutes the parent was given to decide; null where nobody recorded them.</summary>
    public int? MinutesAllowed { get; init; }

    public YesNo Private { get; init; }

    /// <summary>Whether the parent's own words stand in the record.</summary>
    public bool HasParentWords { get; init; }

    public Signature Signature { get; init; }

    public string? Officer { get; init; }

    public string? Supervisor { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The decision in a row of the table.</summary>
    public static Decision Of(DecisionRow row) => Of(field =>
    {
        FieldValue value = field.Source.Get(row);
        return field.Field.Kind == FieldKind.Presence ? (value.IsNothing ? 0 : 1) : value;
    });

    /// <summary>The decision with these values, which are asked for in the order of <see cref="EvidenceFields.All"/>.</summary>
    internal static Decision Of(Func<EvidenceField, FieldValue> valueOf)
    {
        Decision decision = new() { DecisionId = string.Empty, Choice = default, TakenAt = default, RecordedAt = default };
        foreach (EvidenceField field in EvidenceFields.All)
        {
            field.Field.Set(decision, valueOf(field));
        }

        return decision;
    }

    /// <summary>Sorts decisions of one parent about one child from earliest to latest.</summary>
    public static int CompareByTime(Decision left, Decision right)
    {
        int order = left.TakenAt.CompareTo(right.TakenAt);
        order = order != 0 ? order : left.RecordedAt.CompareTo(right.RecordedAt);
        return order != 0 ? order : string.CompareOrdinal(left.DecisionId, right.DecisionId);
    }
}
