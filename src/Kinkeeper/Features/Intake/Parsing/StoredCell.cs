using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>A value to store: a number, a text, null, or a record whose key is looked up on storing.</summary>
internal readonly struct StoredCell
{
    private readonly long? _number;
    private readonly string? _text;

    private StoredCell(long? number, string? text, bool isRecordId = false) => (_number, _text, IsRecordId) = (number, text, isRecordId);

    /// <summary>True if the text is a record id. The record's key is stored instead.</summary>
    public bool IsRecordId { get; }

    public string? Text => _text;

    public static implicit operator StoredCell(long value) => new(value, null);

    public static implicit operator StoredCell(long? value) => new(value, null);

    public static implicit operator StoredCell(int? value) => new(value, null);

    public static implicit operator StoredCell(string? text) => new(null, text);

    public static implicit operator StoredCell(DateTimeOffset instant) => new(instant.ToMicroseconds(), null);

    public static implicit operator StoredCell(DateTimeOffset? instant) => new(instant?.ToMicroseconds(), null);

    public static StoredCell Of<T>(T value)
        where T : struct, Enum => new(Convert.ToInt64(value, null), null);

    public static StoredCell Of(FieldValue value) => new(value.Number, value.Text);

    public static StoredCell Record(ReadOnlySpan<byte> recordId) => new(null, System.Text.Encoding.UTF8.GetString(recordId), isRecordId: true);

    public override string ToString() => _number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? _text ?? string.Empty;

    /// <summary>The cell as a part of a key; null if it is null, and then no row is found by it.</summary>
    internal KeyPart? ToKeyPart() => _number is { } number ? KeyPart.Of(number) : _text is { } text ? KeyPart.Of(text) : null;

    internal void Bind(SqlStatement statement, int parameter)
    {
        if (_number is { } number)
        {
            statement.Bind(parameter, number);
        }
        else
        {
            statement.BindText(parameter, _text);
        }
    }
}
