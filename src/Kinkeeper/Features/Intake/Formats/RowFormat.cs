using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Intake.Formats.Exchange;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Intake.Formats;

/// <summary>A file format as the import uses it: an exchange file or an agency's own.</summary>
internal abstract class RowFormat
{
    public abstract string Name { get; }

    /// <summary>The content of the file, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Canonical column names.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The safeguards that a filled cell of each column shows by itself.</summary>
    public abstract IReadOnlyDictionary<string, Safeguard> Proves { get; }

    /// <summary>The column with the days that give the file's period. Null if there is none.</summary>
    public abstract string? PeriodColumn { get; }

    public abstract bool IsHeader(IReadOnlyList<string> cells);

    /// <summary>Finds the file's field for each canonical column; -1 if there is none.</summary>
    /// <exception cref="RefusalException">A required column is missing.</exception>
    public abstract int[] Map(RowReader reader, string file);

    public abstract RowParser Open(RowReader reader, int[] fieldOfColumn);

    /// <summary>All known formats.</summary>
    public static IEnumerable<RowFormat> All =>
        ExchangeFormat.All.Select(RowFormat (format) => new ExchangeRowFormat(format)).Concat(AgencyFormat.All.Select(format => new AgencyRowFormat(format)));

    /// <exception cref="RefusalException">There is no format of this name.</exception>
    public static RowFormat Find(string name)
    {
        return All.FirstOrDefault(format => format.Name == name) ?? throw new RefusalException(
            "format-unknown",
            $"There is no format \"{name}\". Known: {string.Join(", ", All.Select(format => format.Name))}. See: kinkeeper import --list");
    }

    protected static RefusalException MissingColumns(string file, string format, IEnumerable<string> missing) => new(
        "columns-missing",
        $"{Path.GetFileName(file)} has no column {string.Join(", ", missing)}, which {format} needs. Check the format in --as. To see each format's columns: kinkeeper import --list");
}

/// <summary>Parses the rows of one import in order.</summary>
internal abstract class RowParser
{
    /// <summary>The reasons why the last row was rejected.</summary>
    public abstract IReadOnlyList<RowReject> Rejects { get; }

    /// <summary>Skips a row that an earlier run stored.</summary>
    public virtual void Skip()
    {
    }

    /// <summary>
    /// Adds the reader's current row to <paramref name="rows"/>. Returns false and adds nothing if the row has <see cref="Rejects"/>.
    /// </summary>
    public abstract bool Parse(ParsedRows rows);

    /// <summary>Checks if the current row has a value in a canonical column: not empty and not redacted.</summary>
    public abstract bool IsFilled(int column);

    /// <summary>Returns the day in the current row's cell of a column. Null if the cell has none.</summary>
    public abstract DateOnly? Day(int column);
}
