namespace Kinkeeper.Features.Review.Comparing;

/// <summary>Two versions of a list and their differences.</summary>
/// <param name="Format">The format of both.</param>
/// <param name="First">The earlier version.</param>
/// <param name="Second">The later version.</param>
/// <param name="Comparison">The differences.</param>
public sealed record ListsCompared(string Format, ListRead First, ListRead Second, ListComparison<ListRow> Comparison)
{
    public IReadOnlyList<string> Columns => First.Columns;

    /// <summary>Returns the changes in a row. Null if the row was added or removed.</summary>
    public IReadOnlyList<CellChange>? Changes(ListDifference<ListRow> difference) =>
        difference is { First: { } before, Second: { } after } ? First.Changes(before, after) : null;
}

/// <summary>Compares two versions of a list. The verb and the pages call it.</summary>
internal static class CompareVersions
{
    /// <param name="first">The earlier version.</param>
    /// <param name="second">The later version.</param>
    /// <param name="format">The format of both; null to find it from the columns of the first.</param>
    /// <param name="key">Columns that identify a row, separated by commas; null or blank for the format's own.</param>
    /// <param name="limits">Limits on the size of each list; null for no limit.</param>
    /// <param name="reading">Receives the version being read, so that a refusal can name it. Null if not needed.</param>
    /// <exception cref="Platform.RefusalException">A list cannot be read, or its rows have no unique key.</exception>
    public static ListsCompared Of(ListVersion first, ListVersion second, string? format, string? key, ListLimits? limits = null, Action<ListVersion>? reading = null)
    {
        string[]? columns = key?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } named ? named : null;
        reading?.Invoke(first);
        string known = string.IsNullOrEmpty(format) ? ListFile.FormatOf(first) : format;
        ListRead before = ListFile.Read(first, known, columns, limits);
        reading?.Invoke(second);
        ListRead after = ListFile.Read(second, known, columns, limits);
        return new ListsCompared(known, before, after, CompareLists.Of(before.Rows, after.Rows));
    }
}
