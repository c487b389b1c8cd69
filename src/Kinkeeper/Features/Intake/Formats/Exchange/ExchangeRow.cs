using System.Buffers.Text;
using System.Text;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>
/// One row of an exchange file, by its canonical columns. Each accessor parses one cell. An unreadable cell becomes a reject, and the
/// row is then not stored.
/// </summary>
public sealed class ExchangeRow(RowReader reader, IReadOnlyList<string> columns, int[] fieldOfColumn)
{
    private readonly List<RowReject> _rejects = [];

    public IReadOnlyList<RowReject> Rejects => _rejects;

    /// <summary>The cell in UTF-8 without outer blanks. Empty if it is not recorded.</summary>
    public ReadOnlySpan<byte> this[int column] =>
        fieldOfColumn[column] is >= 0 and int field ? Trim(reader.Field(field)) : default;

    /// <summary>Clears the last row's rejects.</summary>
    public void Next() => _rejects.Clear();

    public void Reject(int column, string reason) =>
        _rejects.Add(new RowReject(reader.RowNumber, columns[column], Encoding.UTF8.GetString(this[column]), reason));

    /// <summary>Returns the cell. Rejects the row if it is empty.</summary>
    public ReadOnlySpan<byte> Required(int column)
    {
        ReadOnlySpan<byte> cell = this[column];
        if (cell.IsEmpty)
        {
            Reject(column, "is empty and must be given");
        }

        return cell;
    }

    public string? Text(int column)
    {
        ReadOnlySpan<byte> cell = this[column];
        return cell.IsEmpty ? null : Encoding.UTF8.GetString(cell);
    }

    /// <summary>Returns an instant with its offset. Null if the cell is empty or unreadable.</summary>
    public DateTimeOffset? Instant(int column)
    {
        ReadOnlySpan<byte> cell = this[column];
        if (cell.IsEmpty)
        {
            return null;
        }

        if (!Records.Values.Instant.TryParse(cell, out DateTimeOffset instant))
        {
            Reject(column, "is not an instant with an offset, such as 2018-06-20T14:30:00-05:00 or 2018-06-20T19:30:00Z");
            return null;
        }

        return instant;
    }

    public DateTimeOffset RequiredInstant(int column)
    {
        if (this[column].IsEmpty)
        {
            Reject(column, "is empty and must be given: an instant with an offset, such as 2018-06-20T19:30:00Z");
        }

        return Instant(column) ?? default;
    }

    /// <summary>
    /// Returns a day or an instant in microseconds since 1970 UTC. A day is read as midnight UTC. Null if the cell is empty or unreadable.
    /// </summary>
    public long? DayOrInstant(int column)
    {
        ReadOnlySpan<byte> cell = this[column];
        if (cell.IsEmpty)
        {
            return null;
        }

        if (TryDay(cell, out DateOnly day))
        {
            return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToMicroseconds();
        }

        if (Records.Values.Instant.TryParse(cell, out DateTimeOffset instant))
        {
            return instant.ToMicroseconds();
        }

        Reject(column, "is not a date such as 2018-06-20");
        return null;
    }

    /// <summary>Returns a whole number from 0 up. Null if the cell is empty or unreadable.</summary>
    public int? Count(int column)
    {
        ReadOnlySpan<byte> cell = this[column];
        if (cell.IsEmpty)
        {
            return null;
        }

        if (!Utf8Parser.TryParse(cell, out int value, out int used) || used != cell.Length || value < 0)
        {
            Reject(column, "is not a whole number from 0 up");
            return null;
        }

        return value;
    }

    public YesNo YesNo(int column) => Choice(column, YesNoCells);

    /// <summary>Returns one value of a closed list, or the default value if the cell is empty or unreadable.</summary>
    public T Choice<T>(int column, CellTable<T> known)
        where T : struct, Enum
    {
        ReadOnlySpan<byte> cell = this[column];
        T value = default;
        if (!cell.IsEmpty && !known.TryFind(cell, out value))
        {
            Reject(column, $"is not one of {known.Listed}");
            return default;
        }

        return value;
    }

    public T RequiredChoice<T>(int column, CellTable<T> known)
        where T : struct, Enum
    {
        if (this[column].IsEmpty)
        {
            Reject(column, $"is empty and must be one of {known.Listed}");
            return default;
        }

        return Choice(column, known);
    }

    private static readonly CellTable<YesNo> YesNoCells = new(("yes", Records.Values.YesNo.Yes), ("no", Records.Values.YesNo.No));

    private static bool TryDay(ReadOnlySpan<byte> cell, out DateOnly day)
    {
        day = default;
        return cell.Length == 10
            && Utf8Parser.TryParse(cell[..4], out int year, out int a) && a == 4 && cell[4] == '-'
            && Utf8Parser.TryParse(cell[5..7], out int month, out int b) && b == 2 && cell[7] == '-'
            && Utf8Parser.TryParse(cell[8..], out int dayOfMonth, out int c) && c == 2
            && year is >= 1 and <= 9999 && month is >= 1 and <= 12 && dayOfMonth >= 1 && dayOfMonth <= DateTime.DaysInMonth(year, month)
            && (day = new DateOnly(year, month, dayOfMonth)) != default;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t\r\n"u8);
}
