using Kinkeeper.Features.Records.Fields;

namespace Kinkeeper.Features.Evidence;

/// <summary>One field of a decision as evidence: its SQL, and the property that holds it.</summary>
/// <param name="Sql">The column, or an expression in its place.</param>
/// <param name="Field">The property of <see cref="Decision"/>.</param>
/// <param name="Source">The field of the record.</param>
public sealed record EvidenceField(string Sql, RecordField<Decision> Field, DecisionField Source);

/// <summary>The fields of a decision that are evidence. This list determines what is read, graded and digested.</summary>
public static class EvidenceFields
{
    /// <summary>Fields of a decision that are not evidence, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [DecisionFields.Parent.Name] = "the family in which the decision is kept says whose it is",
        [DecisionFields.Child.Name] = "the family in which the decision is kept says whose it is",
        ["form_version"] = "never a defect",
        ["interpreter_mode"] = "no rule asks for it",
        [DecisionFields.ChildView.Name] = "the child's words flow to no rule",
    };

    public static readonly IReadOnlyList<EvidenceField> All =
    [
        .. from source in DecisionFields.All
           where !LeftOut.ContainsKey(source.Name)
           select source == DecisionFields.ParentWords
               // The presence of words is evidence. The words themselves are for people to read.
               ? new EvidenceField("CASE WHEN parent_words IS NULL THEN 0 ELSE 1 END", new(source.Name, nameof(Decision.HasParentWords), FieldKind.Presence, source.Field.Meaning), source)
               : new EvidenceField(source.Field.Column, new(source.Name, source.Field.Property, source.Kind, source.Field.Meaning), source),
    ];
}
