using System.Security.Cryptography;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>The random id of a record in the log: 16 bytes, written as 32 hexadecimal digits. It says nothing about a person.</summary>
public readonly record struct LogRecordId
{
    private readonly Guid _value;

    private LogRecordId(Guid value) => _value = value;

    /// <summary>Creates an id from the system's random numbers.</summary>
    public static LogRecordId Create() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Reads the 32 hexadecimal digits.</summary>
    /// <exception cref="LogFormatException">The text is not 32 lower-case hexadecimal digits.</exception>
    public static LogRecordId Parse(string text) =>
        Guid.TryParseExact(text, "N", out Guid value) && text == value.ToString("N")
            ? new LogRecordId(value)
            : throw new LogFormatException($"\"{text}\" is not a record id. A record id has 32 lower-case hexadecimal digits.");

    /// <summary>Returns the 32 hexadecimal digits.</summary>
    public override string ToString() => _value.ToString("N");
}
