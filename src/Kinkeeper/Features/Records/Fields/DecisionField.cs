using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>One field of a decision, with who gives it.</summary>
/// <param name="Field">Name, property, kind and meaning.</param>
/// <param name="GivenElsewhere">Null if whoever records the decision gives it. Otherwise says who does, for a refusal.</param>
public sealed record DecisionField(RecordField<DecisionRow> Field, string? GivenElsewhere)
{
    public string Name => Field.Name;

    public FieldKind Kind => Field.Kind;

    /// <summary>A decision without it cannot be recorded.</summary>
    public bool IsRequired { get; init; }

    /// <summary>It makes the decision this one and no other, so it can't be amended.</summary>
    public bool IsFixed { get; init; }

    public FieldValue Get(DecisionRow row) => Field.Get(row);

    public void Set(DecisionRow row, FieldValue value) => Field.Set(row, value);
}
