using System.Collections.Frozen;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// One kind of file that an agency publishes or exports: its columns with all their names, and the meaning of a row.
/// </summary>
public abstract class AgencyFormat
{
    private FrozenDictionary<string, int>? _columnOf;

    /// <summary>All formats, by <see cref="Name"/>.</summary>
    public static IReadOnlyList<AgencyFormat> All { get; } =
    [
        new CbpApprehensions(),
        new CbpEncounters(),
        new IceRemovals(),
        new OrrPortal(),
        new OrrSeparatedChildren(),
        new TaskForceList(),
        new UsbpApprehensions(),
        new UsbpProcessedSubjects(),
    ];

    /// <summary>The name for <c>import --as</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The content of the file, in one sentence.</summary>
    public abstract string Describe { get; }

    public abstract IReadOnlyList<AgencyColumn> Columns { get; }

    /// <summary>The fewest known columns that make a line a header.</summary>
    protected virtual int FewestColumns => 4;

    /// <summary>
    /// Checks if a line names this format's columns: all required ones, and at least as many known as unknown ones.
    /// </summary>
    public virtual bool IsHeader(IReadOnlyList<string> cells)
    {
        int[] cellOf = Match(cells);
        int known = cellOf.Count(cell => cell >= 0);
        int filled = cells.Count(cell => !string.IsNullOrWhiteSpace(cell) && cell != CsvOutput.ReasonColumn);
        return known >= FewestColumns
            && known * 2 >= filled
            && !Columns.Where((column, index) => (column.Required || column.Identifies) && cellOf[index] < 0).Any();
    }

    /// <summary>Adds the normalised content of the cells to <paramref name="row"/>.</summary>
    public abstract void Normalise(AgencyRow row);

    /// <summary>Finds the index of each column in the header; -1 if the header lacks it.</summary>
    /// <remarks>
    /// Exact names come first, ignoring case, blanks and punctuation. Clerks retype headers, so names of 8 letters or more then also match
    /// if they differ from exactly one missing column by one letter that was dropped, added, changed or swapped.
    /// </remarks>
    public int[] Match(IReadOnlyList<string> header)
    {
        _columnOf ??= Columns
            .SelectMany((column, index) => column.Keys.Select(key => (key, index)))
            .DistinctBy(entry => entry.key)
            .ToFrozenDictionary(entry => entry.key, entry => entry.index, StringComparer.Ordinal);
        int[] cellOf = new int[Columns.Count];
        Array.Fill(cellOf, -1);
        List<(int Cell, string Key)> unmatched = [];
        for (int cell = 0; cell < header.Count; cell++)
        {
            string key = Fold.Key(header[cell]);
            if (_columnOf.TryGetValue(key, out int column))
            {
                cellOf[column] = cellOf[column] < 0 ? cell : cellOf[column];
            }
            else if (key.Length >= 8)
            {
                unmatched.Add((cell, key));
            }
        }

        foreach ((int cell, string key) in unmatched)
        {
            int[] near = [.. _columnOf.Where(entry => cellOf[entry.Value] < 0 && IsOneSlipAway(entry.Key, key)).Select(entry => entry.Value).Distinct().Take(2)];
            if (near.Length == 1)
            {
                cellOf[near[0]] = cell;
            }
        }

        return cellOf;
    }

    /// <summary>Returns the index of a column by its canonical name.</summary>
    protected int Column(string name)
    {
        for (int index = 0; index < Columns.Count; index++)
        {
            if (Columns[index].Name == name)
            {
                return index;
            }
        }

        throw new ArgumentException($"{Name} has no column {name}.", nameof(name));
    }

    private static bool IsOneSlipAway(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        int start = left.AsSpan().CommonPrefixLength(right);
        int end = 0;
        while (end < Math.Min(left.Length, right.Length) - start && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        string leftRest = left[start..^end];
        string rightRest = right[start..^end];
        return (leftRest.Length <= 1 && rightRest.Length <= 1)
            || (leftRest.Length == 2 && rightRest.Length == 2 && leftRest[0] == rightRest[1] && leftRest[1] == rightRest[0]);
    }
}
