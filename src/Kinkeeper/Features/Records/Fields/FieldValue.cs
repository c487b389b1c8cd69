namespace Kinkeeper.Features.Records.Fields;

/// <summary>
/// The stored value of one field: a number, a text, or nothing. Instants are microseconds since 1970 UTC; yes/no, choices and
/// options are the numbers of their enums.
/// </summary>
/// <param name="Number">Null if the field holds a text or nothing.</param>
/// <param name="Text">Null if the field holds a number or nothing.</param>
public readonly record struct FieldValue(long? Number, string? Text)
{
    /// <summary>The value was not recorded.</summary>
    public static readonly FieldValue Nothing;

    public bool IsNothing => Number is null && Text is null;

    public static implicit operator FieldValue(long number) => new(number, null);

    public static implicit operator FieldValue(string? text) => new(null, text);
}
