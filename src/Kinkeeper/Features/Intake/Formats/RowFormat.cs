using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Intake.Formats.Exchange;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Intake.Formats;

/// <summary>What the import asks of a format, be it an exchange file or an agency's own.</summary>
internal abstract class RowFormat
{
    public abstract string Name { get; }

    /// <summary>What the file holds, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Canonical column names.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>What a filled cell of a column shows by itself.</summary>
    public abstract IReadOnlyDictionary<string, Safeguard> Proves { get; }

    /// <summary>The column that says which period the rows speak of; null: none does.</summary>
    public abstract string? PeriodColumn { get; }

    public abstract bool IsHeader(IReadOnlyList<string> cells);

    /// <summary>For each canonical column the field of the file that holds it, or -1.</summary>
    /// <exception cref="RefusalException">A column without which the file is of no use is missing.</exception>
    public abstract int[] Map(RowReader reader, string file);

    public abstract RowParser Open(RowReader reader, int[] fieldOfColumn);

    /// <summary>Every format known.</summary>
    public static IEnumerable<RowFormat> All =>
        ExchangeFormat.All.Select(RowFormat (format) => new ExchangeRowFormat(format)).Concat(AgencyFormat.All.Select(format => new AgencyRowFormat(format)));

    /// <exception cref="RefusalException">No such format.</exception>
    public static RowFormat Find(string name)
    {
        return All.FirstOrDefault(format => format.Name == name) ?? throw new RefusalException(
            "format-unknown",
            $"There is no format \"{name}\". Known: {string.Join(", ", All.Select(format => format.Name))}. See: kinkeeper import --list");
    }

    protected static RefusalException MissingColumns(string file, string format, IEnumerable<string> missing) => new(
        "columns-missing",
        $"{Path.GetFileName(file)} has no column {string.Join(", ", missing)}, which {format} needs. Check that --as names the right format; kinkeeper import --list shows the columns of each.");
}

/// <summary>Parses the rows of one import, one after another.</summary>
internal abstract class RowParser
{
    /// <summary>Why the last row was rejected.</summary>
    public abstract IReadOnlyList<RowReject> Rejects { get; }

    /// <summary>Passes over a row that an earlier run has stored.</summary>
    public virtual void Skip()
    {
    }

    /// <summary>Adds to <paramref name="rows"/> what is to be stored of the reader's current row. False: nothing, because of its <see cref="Rejects"/>.</summary>
    public abstract bool Parse(ParsedRows rows);

    /// <summary>Whether the current row's cell in a canonical column holds a value: not empty, not redacted.</summary>
    public abstract bool IsFilled(int column);

    /// <summary>The day in the current row's cell of a column; null where it holds none.</summary>
    public abstract DateOnly? Day(int column);
}
