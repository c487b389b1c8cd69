using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>One field of a decision, and who supplies it.</summary>
/// <param name="Field">Name, property, kind and meaning.</param>
/// <param name="GivenElsewhere">Null if the person who records the decision supplies it. Otherwise the end of a refusal that says who
/// does.</param>
public sealed record DecisionField(RecordField<DecisionRow> Field, string? GivenElsewhere)
{
    public string Name => Field.Name;

    public FieldKind Kind => Field.Kind;

    /// <summary>True if a decision without this field cannot be recorded.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True if the field identifies the decision. Such a field can't be amended.</summary>
    public bool IsFixed { get; init; }

    public FieldValue Get(DecisionRow row) => Field.Get(row);

    public void Set(DecisionRow row, FieldValue value) => Field.Set(row, value);
}
