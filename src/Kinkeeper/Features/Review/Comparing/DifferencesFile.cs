using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// Writes every difference of two lists as CSV for a spreadsheet, one line per cell. Marks text that a spreadsheet would run as a formula.
/// </summary>
internal static class DifferencesFile
{
    public static byte[] Write(ListsCompared lists)
    {
        using MemoryStream stream = new();
        using (CsvOutput output = new(stream, leaveOpen: true))
        {
            output.Row("change", "key", "row_in_first", "row_in_second", "column", "first", "second");
            foreach (ListDifference<ListRow> difference in lists.Comparison.Differences)
            {
                foreach (CellChange cell in lists.Changes(difference) ?? Cells(lists, difference))
                {
                    output.Row(
                        difference.IsAdded ? "added" : difference.IsRemoved ? "removed" : "changed",
                        difference.Key,
                        Number(difference.First),
                        Number(difference.Second),
                        cell.Column,
                        cell.First,
                        cell.Second);
                }
            }
        }

        return stream.ToArray();
    }

    private static IReadOnlyList<CellChange> Cells(ListsCompared lists, ListDifference<ListRow> difference) =>
        [.. lists.Columns.Select((column, i) => new CellChange(column, difference.First?.Cells[i], difference.Second?.Cells[i])).Where(cell => cell is not { First: null, Second: null })];

    private static string? Number(ListRow? row) => row?.Row.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
