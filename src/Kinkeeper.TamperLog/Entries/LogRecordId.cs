using System.Security.Cryptography;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>A record's random name in the log: 16 bytes, written as 32 hexadecimal digits. It says nothing about anyone.</summary>
public readonly record struct LogRecordId
{
    private readonly Guid _value;

    private LogRecordId(Guid value) => _value = value;

    /// <summary>A new one from the system's random numbers.</summary>
    public static LogRecordId Create() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Reads the 32 digits.</summary>
    /// <exception cref="LogFormatException">Anything else.</exception>
    public static LogRecordId Parse(string text) =>
        Guid.TryParseExact(text, "N", out Guid value) && text == value.ToString("N")
            ? new LogRecordId(value)
            : throw new LogFormatException($"\"{text}\" is not a record id: 32 lower-case hexadecimal digits.");

    /// <summary>The 32 digits.</summary>
    public override string ToString() => _value.ToString("N");
}
