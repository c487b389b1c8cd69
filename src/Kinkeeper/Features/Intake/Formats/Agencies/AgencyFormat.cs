using System.Collections.Frozen;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// One kind of file as an agency publishes or exports it: its columns under all their names, and what a row says about whom.
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

    /// <summary>As given to <c>import --as</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What the file is, in one sentence.</summary>
    public abstract string Describe { get; }

    public abstract IReadOnlyList<AgencyColumn> Columns { get; }

    /// <summary>The fewest known columns by which a line is taken for the header.</summary>
    protected virtual int FewestColumns => 4;

    /// <summary>
    /// Whether a line names this format's columns: every one that it cannot do without, and at least as many known ones as unknown ones.
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

    /// <summary>Adds to <paramref name="row"/> what its cells say.</summary>
    public abstract void Normalise(AgencyRow row);

    /// <summary>For each column the index of its cell in the header; -1 where the header has none.</summary>
    /// <remarks>
    /// Exact names first (case, blanks and punctuation aside); then, since clerks retype headers, names of 8 letters and more that
    /// differ from one still missing column, and from no other, by one letter left out, put in, changed or exchanged.
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

    /// <summary>The index of a column by its canonical name.</summary>
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
