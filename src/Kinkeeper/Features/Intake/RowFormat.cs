using Kinkeeper.Features.Intake.Agencies;
using Kinkeeper.Features.Intake.Exchange;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Ledger;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake;

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

    /// <param name="connection">Open, with the batch's transaction.</param>
    /// <param name="import">The import that stores.</param>
    /// <param name="ledger">Where events that go into the log are told.</param>
    /// <param name="reader">At the row to store.</param>
    /// <param name="fieldOfColumn">As <see cref="Map"/> has it.</param>
    public abstract RowStorer Open(SqliteConnection connection, ImportId import, LedgerWriter ledger, RowReader reader, int[] fieldOfColumn);

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

/// <summary>Stores the rows of one import, one after another, within the batch's transaction.</summary>
internal abstract class RowStorer : IDisposable
{
    /// <summary>Why the last row was rejected.</summary>
    public abstract IReadOnlyList<RowReject> Rejects { get; }

    /// <summary>Passes over a row that an earlier run has stored.</summary>
    public virtual void Skip()
    {
    }

    /// <summary>Stores the reader's current row.</summary>
    public abstract RowOutcome Store();

    /// <summary>Whether the current row's cell in a canonical column holds a value: not empty, not redacted.</summary>
    public abstract bool IsFilled(int column);

    /// <summary>The day in the current row's cell of a column; null where it holds none.</summary>
    public abstract DateOnly? Day(int column);

    /// <summary>Completes what a batch's rows ask for together, before its transaction commits.</summary>
    /// <param name="resolve">Whether to resolve the persons behind the batch's records now.</param>
    public abstract void EndBatch(bool resolve);

    public abstract void Dispose();
}
