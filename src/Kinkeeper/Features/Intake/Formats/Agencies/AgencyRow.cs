using System.Globalization;
using System.Text;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// The current row of a reader, interpreted by a format. It takes cells by canonical column and returns values, persons, links and
/// rejects. There is one object per file, reused for every row.
/// </summary>
public sealed class AgencyRow
{
    private readonly AgencyFormat _format;
    private readonly RowReader _reader;
    private readonly int[] _cellOf;
    private readonly byte[][] _header;
    private readonly List<NormalisedValue> _values = [];
    private readonly List<AgencyPerson> _persons = [];
    private readonly List<AgencyLink> _links = [];
    private readonly List<AgencyReject> _rejects = [];

    /// <param name="format">The format.</param>
    /// <param name="reader">A reader opened with <see cref="AgencyFormat.IsHeader"/> of the same format.</param>
    public AgencyRow(AgencyFormat format, RowReader reader)
    {
        _format = format;
        _reader = reader;
        _cellOf = format.Match(reader.Header);
        _header = [.. reader.Header.Select(Encoding.UTF8.GetBytes)];
    }

    public IReadOnlyList<NormalisedValue> Values => _values;

    public IReadOnlyList<AgencyPerson> Persons => _persons;

    public IReadOnlyList<AgencyLink> Links => _links;

    /// <summary>The reasons to reject the row. Empty for an accepted row.</summary>
    public IReadOnlyList<AgencyReject> Rejects => _rejects;

    /// <summary>Normalises the reader's current row.</summary>
    public void Take()
    {
        _values.Clear();
        _persons.Clear();
        _links.Clear();
        _rejects.Clear();
        if (_reader.Problem is { } problem)
        {
            Reject("", "", $"The row cannot be read: {problem}.");
        }
        else if (!IsNoData())
        {
            _format.Normalise(this);
        }
    }

    /// <summary>Checks if the file has this column.</summary>
    public bool Has(int column) => _cellOf[column] >= 0;

    /// <summary>Checks if the cell is neither blank nor withheld.</summary>
    public bool IsFilled(int column)
    {
        ReadOnlySpan<byte> cell = Cell(column);
        return cell.ContainsAnyExcept(" \t\r\n"u8) && !Redaction.Is(cell);
    }

    /// <summary>Returns the cell as written. Empty if the file lacks the column or the row is short.</summary>
    public ReadOnlySpan<byte> Cell(int column) => _cellOf[column] < 0 ? default : _reader.Field(_cellOf[column]);

    public string Text(int column) => Encoding.UTF8.GetString(Cell(column)).Trim();

    /// <summary>Returns the text of a filled cell. Null if it is blank or withheld.</summary>
    public string? FilledText(int column) => IsFilled(column) ? Text(column) : null;

    public void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _values.Add(new NormalisedValue(name, value));
        }
    }

    public void Add(AgencyPerson person) => _persons.Add(person);

    public void Add(AgencyLink link) => _links.Add(link);

    public void Reject(string column, string value, string reason) => _rejects.Add(new AgencyReject(column, value, reason));

    public void Reject(int column, string reason) => Reject(_format.Columns[column].Name, Text(column), reason);

    /// <summary>Adds the normalised value of every column that has one. Rejects the row if a required column has none.</summary>
    public void AddColumns()
    {
        for (int index = 0; index < _format.Columns.Count; index++)
        {
            AgencyColumn column = _format.Columns[index];
            bool filled = IsFilled(index);
            string? value = filled ? Normalised(Cell(index), column.Kind) : null;
            Add(column.Name, value);
            if (column.Required && value is null && Has(index))
            {
                Reject(index, filled
                    ? $"{column.Describe} cannot be read: expected {Expected(column.Kind)}."
                    : Redaction.Is(Cell(index)) ? $"{column.Describe} is withheld, and the row cannot be used without it." : $"{column.Describe} is missing, and the row cannot be used without it.");
            }
        }
    }

    public DateOnly? Date(int column) => PartialDate.TryParse(Cell(column), out PartialDate date) ? date.Exact : null;

    public PartialDate? DateOfBirth(int column) => PartialDate.TryParse(Cell(column), out PartialDate date) ? date : null;

    public DateTime? LocalTime(int column) => Records.Values.LocalTime.TryParse(Cell(column), out DateTime local) ? local : null;

    public int? Number(int column) => TryNumber(Cell(column), out int number) ? number : null;

    public ANumber? ANumber(int column) => Records.Values.ANumber.TryParse(Cell(column), out ANumber number) ? number : null;

    public Sex Sex(int column) => Answers.TryParse(Cell(column), out Sex sex) ? sex : default;

    public CountryCode? Country(int column) => CountryCode.TryParse(Cell(column), out CountryCode country) ? country : null;

    public LanguageTag? Language(int column) => LanguageTag.TryParse(Cell(column), out LanguageTag language) ? language : null;

    public FieldOffice? Office(int column) => FieldOffice.TryParse(Cell(column), out FieldOffice office) ? office : null;

    private static string? Normalised(ReadOnlySpan<byte> cell, CellKind kind)
    {
        switch (kind)
        {
            case CellKind.Number:
                return TryNumber(cell, out int number) ? number.ToString(CultureInfo.InvariantCulture) : null;
            case CellKind.Age:
                return TryNumber(cell, out int age) && age <= 120 ? age.ToString(CultureInfo.InvariantCulture) : null;
            case CellKind.Date:
                return PartialDate.TryParse(cell, out PartialDate date) ? date.ToString() : null;
            case CellKind.LocalTime:
                return Records.Values.LocalTime.TryParse(cell, out DateTime local) ? local.ToString("s", CultureInfo.InvariantCulture) : null;
            case CellKind.YesNo:
                return Answers.TryParse(cell, out YesNo answer) && answer != YesNo.Unknown ? (answer == YesNo.Yes ? "yes" : "no") : null;
            case CellKind.Sex:
                return Answers.TryParse(cell, out Sex sex) && sex != Records.Values.Sex.Unknown ? (sex == Records.Values.Sex.Female ? "F" : sex == Records.Values.Sex.Male ? "M" : "X") : null;
            case CellKind.Country:
                return CountryCode.TryParse(cell, out CountryCode country) ? country.Code : null;
            case CellKind.Language:
                return LanguageTag.TryParse(cell, out LanguageTag language) ? language.ToString() : null;
            case CellKind.Office:
                return FieldOffice.TryParse(cell, out FieldOffice office) ? office.Code : null;
            case CellKind.Facility:
                return Facility.Name(cell);
            case CellKind.ANumber:
                return Records.Values.ANumber.TryParse(cell, out ANumber alien) ? alien.ToString() : null;
            case CellKind.Name:
                return null;
            default:
                return OneLine(cell);
        }
    }

    private static string Expected(CellKind kind) => kind switch
    {
        CellKind.Number or CellKind.Age => "a number",
        CellKind.Date => "a date such as 2018-05-25 or 5/25/2018",
        CellKind.LocalTime => "a day and time such as 5/25/2018 2:30 PM",
        CellKind.ANumber => "7 to 9 digits",
        _ => "a known value",
    };

    /// <summary>Reads a whole number. Ignores thousands separators and a fraction of zeros, which spreadsheets add.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> cell, out int number)
    {
        bool read = decimal.TryParse(cell.Trim(" \t"u8), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && value == decimal.Truncate(value)
            && value <= int.MaxValue;
        number = read ? (int)value : 0;
        return read;
    }

    private static string OneLine(ReadOnlySpan<byte> cell) =>
        string.Join(' ', Encoding.UTF8.GetString(cell).Split((char[])[' ', '\t', '\r', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Rejects lines that are not table rows: column letters, a repeated header, totals, notes.</summary>
    private bool IsNoData()
    {
        int filled = 0;
        int letters = 0;
        int repeated = 0;
        int first = -1;
        int offset = 0;
        for (int index = 0; index < _reader.FieldCount; index++)
        {
            ReadOnlySpan<byte> cell = _reader.Field(index).Trim(" \t\r\n"u8);
            if (cell.IsEmpty)
            {
                continue;
            }

            if (first < 0)
            {
                first = index;
                offset = cell[0] - 'A' - index;
            }

            filled++;
            letters += cell.Length == 1 && cell[0] - 'A' - index == offset && offset is >= -2 and <= 2 ? 1 : 0;
            repeated += index < _header.Length && Ascii.EqualsIgnoreCase(cell, _header[index]) ? 1 : 0;
        }

        if (filled < 1)
        {
            return true;
        }

        string start = Encoding.UTF8.GetString(_reader.Field(first)).Trim();
        string? reason =
            filled >= 3 && letters == filled ? "This is a row of column letters from an export, not a person."
            : filled >= 2 && repeated == filled ? "This is a repeated line of column names, not a person."
            : IsTotal(start) ? "This is a line of totals, not a person."
            : filled == 1 && _header.Length >= 4 && start.Length > 20 ? "This is a note below the table, not a person."
            : null;
        if (reason is not null)
        {
            Reject(first < _header.Length ? Encoding.UTF8.GetString(_header[first]) : "", start, reason);
        }

        return reason is not null;
    }

    private static bool IsTotal(string start) =>
        start.StartsWith("total", StringComparison.OrdinalIgnoreCase) && (start.Length == 5 || !char.IsLetter(start[5]))
        || start.StartsWith("grand total", StringComparison.OrdinalIgnoreCase)
        || start.StartsWith("subtotal", StringComparison.OrdinalIgnoreCase);
}
