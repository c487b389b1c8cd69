namespace Kinkeeper.Platform.Database;

/// <summary>The value of one key column.</summary>
public readonly record struct KeyPart
{
    private KeyPart(string? text, UInt128 bits, KeyPartKind kind) => (Text, Bits, Kind) = (text, bits, kind);

    internal string? Text { get; }

    internal long Number => (long)Bits;

    internal KeyPartKind Kind { get; }

    private UInt128 Bits { get; }

    /// <summary>A text.</summary>
    public static KeyPart Of(string text) => new(text, 0, KeyPartKind.Text);

    /// <summary>A whole number.</summary>
    public static KeyPart Of(long number) => new(null, (UInt128)(ulong)number, KeyPartKind.Number);

    /// <summary>Sixteen bytes.</summary>
    public static KeyPart Of(UInt128 bytes) => new(null, bytes, KeyPartKind.Bytes);

    internal void Bind(SqlStatement statement, int parameter)
    {
        switch (Kind)
        {
            case KeyPartKind.Text:
                statement.BindText(parameter, Text);
                break;
            case KeyPartKind.Number:
                statement.Bind(parameter, Number);
                break;
            default:
                statement.BindBlob(parameter, ToBytes());
                break;
        }
    }

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[16];
        System.Runtime.InteropServices.MemoryMarshal.Write(bytes, Bits);
        return bytes;
    }

    internal static KeyPart Read(SqlStatement row, int column, KeyPartKind kind) => kind switch
    {
        KeyPartKind.Text => Of(row.Text(column)!),
        KeyPartKind.Number => Of(row.Number(column)),
        _ => Of(System.Runtime.InteropServices.MemoryMarshal.Read<UInt128>(row.Bytes(column))),
    };
}

/// <summary>The kind of a <see cref="KeyPart"/>.</summary>
internal enum KeyPartKind
{
    Text = 1,
    Number = 2,
    Bytes = 3,
}

/// <summary>The values of a row's key columns, in their order.</summary>
public sealed class BulkKey(params KeyPart[] parts) : IEquatable<BulkKey>
{
    internal IReadOnlyList<KeyPart> Parts => parts;

    /// <inheritdoc/>
    public bool Equals(BulkKey? other) => other is not null && parts.AsSpan().SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BulkKey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (KeyPart part in parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }

    private ReadOnlySpan<KeyPart> Span => parts;
}
