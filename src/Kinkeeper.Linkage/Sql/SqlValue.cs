using System.Globalization;
using System.Text;

namespace Kinkeeper.Linkage.Sql;

/// <summary>The kinds of values.</summary>
internal enum SqlKind : byte
{
    Null,
    Boolean,

    /// <summary>Any number, as a double.</summary>
    Number,

    /// <summary>UTF-8 bytes.</summary>
    Text,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    /// <summary>Seconds since 1970-01-01, without a zone.</summary>
    Timestamp,

    /// <summary>Seconds between two timestamps.</summary>
    Interval,
    List,
}

/// <summary>A value during evaluation. Booleans are the numbers 0 and 1.</summary>
internal readonly struct SqlValue : IEquatable<SqlValue>
{
    private readonly object? _reference;

    private SqlValue(SqlKind kind, double number, object? reference)
    {
        Kind = kind;
        Number = number;
        _reference = reference;
    }

    public SqlKind Kind { get; }

    /// <summary>The number; 0 or 1 for a boolean, days for a date, seconds for a timestamp or interval.</summary>
    public double Number { get; }

    public bool IsNull => Kind == SqlKind.Null;

    public bool IsTrue => Kind == SqlKind.Boolean && Number != 0;

    public byte[] Bytes => (byte[])_reference!;

    public IReadOnlyList<SqlValue> Items => (SqlValue[])_reference!;

    public static SqlValue Null => default;

    public static SqlValue Of(bool value) => new(SqlKind.Boolean, value ? 1 : 0, null);

    public static SqlValue Of(double value) => new(SqlKind.Number, value, null);

    public static SqlValue Of(byte[] text) => new(SqlKind.Text, 0, text);

    public static SqlValue Of(string text) => new(SqlKind.Text, 0, Encoding.UTF8.GetBytes(text));

    public static SqlValue Of(SqlValue[] items) => new(SqlKind.List, 0, items);

    public static SqlValue Of(SqlKind kind, double number) => new(kind, number, null);

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Returns the value as a number, or a text read as a number; null if it is neither.</summary>
    public double? AsNumber() => Kind switch
    {
        SqlKind.Null or SqlKind.List => null,
        SqlKind.Text => double.TryParse(Bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
        _ => Number,
    };

    public string Describe() => Kind switch
    {
        SqlKind.Null => "NULL",
        SqlKind.Boolean => Number != 0 ? "TRUE" : "FALSE",
        SqlKind.Text => $"'{Text.Replace("'", "''", StringComparison.Ordinal)}'",
        SqlKind.List => $"[{string.Join(", ", Items.Select(item => item.Describe()))}]",
        SqlKind.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        _ => $"{Kind}:{Number.ToString("R", CultureInfo.InvariantCulture)}",
    };

    /// <summary>Compares two values that are not NULL in SQL's order.</summary>
    public static int Compare(SqlValue left, SqlValue right)
    {
        if (left.Kind == SqlKind.Text && right.Kind == SqlKind.Text)
        {
            return left.Bytes.AsSpan().SequenceCompareTo(right.Bytes);
        }

        if (left.Kind == SqlKind.List && right.Kind == SqlKind.List)
        {
            for (int index = 0; index < left.Items.Count && index < right.Items.Count; index++)
            {
                int order = Compare(left.Items[index], right.Items[index]);
                if (order != 0)
                {
                    return order;
                }
            }

            return left.Items.Count.CompareTo(right.Items.Count);
        }

        if (left.Kind != right.Kind && left.Kind is SqlKind.Date or SqlKind.Timestamp or SqlKind.Text
            && right.Kind is SqlKind.Date or SqlKind.Timestamp or SqlKind.Text)
        {
            return (left.AsSeconds() ?? double.NaN).CompareTo(right.AsSeconds() ?? double.NaN);
        }

        return (left.AsNumber() ?? double.NaN).CompareTo(right.AsNumber() ?? double.NaN);
    }

    private double? AsSeconds() => SqlDates.ToTimestamp(this) is { IsNull: false } time ? time.Number : null;

    public bool Equals(SqlValue other) =>
        Kind == other.Kind && (Kind == SqlKind.Null || Compare(this, other) == 0);

    public override bool Equals(object? obj) => obj is SqlValue other && Equals(other);

    public override int GetHashCode() => Kind == SqlKind.Text ? (int)Tables.ValuePool.Hash(Bytes) : HashCode.Combine(Kind, Number);
}
