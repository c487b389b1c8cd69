using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Evidence;

/// <summary>
/// One parent's decision about one child, with everything that makes the record credible. Empty text means "not recorded".
/// The <see cref="Evidence.FamilyFile"/> that holds the decision says which parent and child it is about.
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

    /// <summary>Minutes the parent was given to decide. Null if not recorded.</summary>
    public int? MinutesAllowed { get; init; }

    public YesNo Private { get; init; }

    /// <summary>True if the record contains the parent's own words.</summary>
    public bool HasParentWords { get; init; }

    public Signature Signature { get; init; }

    public string? Officer { get; init; }

    public string? Supervisor { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Reads the decision from a row of the table.</summary>
    public static Decision Of(DecisionRow row) => Of(field =>
    {
        FieldValue value = field.Source.Get(row);
        return field.Field.Kind == FieldKind.Presence ? (value.IsNothing ? 0 : 1) : value;
    });

    /// <summary>Makes a decision from its values, which are read in the order of <see cref="EvidenceFields.All"/>.</summary>
    internal static Decision Of(Func<EvidenceField, FieldValue> valueOf)
    {
        Decision decision = new() { DecisionId = string.Empty, Choice = default, TakenAt = default, RecordedAt = default };
        foreach (EvidenceField field in EvidenceFields.All)
        {
            field.Field.Set(decision, valueOf(field));
        }

        return decision;
    }

    /// <summary>Compares decisions of one parent about one child, to sort them from earliest to latest.</summary>
    public static int CompareByTime(Decision left, Decision right)
    {
        int order = left.TakenAt.CompareTo(right.TakenAt);
        order = order != 0 ? order : left.RecordedAt.CompareTo(right.RecordedAt);
        return order != 0 ? order : string.CompareOrdinal(left.DecisionId, right.DecisionId);
    }
}
