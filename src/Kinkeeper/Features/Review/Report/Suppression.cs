namespace Kinkeeper.Features.Review.Report;

/// <summary>
/// Withholds small counts from published tables. No cell of 1 to 10 is shown, and none can be computed from a row's or a
/// column's total (the rule of the U.S. Centers for Medicare &amp; Medicaid Services for cell sizes; zero may be shown).
/// </summary>
public static class Suppression
{
    /// <summary>The smallest count above zero that may be shown.</summary>
    public const long Least = 11;

    public static ReportTable Apply(ReportTable table)
    {
        long?[][] cells = [.. table.Rows.Select(row => row.Numbers.ToArray())];
        foreach (long?[] row in cells)
        {
            for (int column = 0; column < row.Length; column++)
            {
                row[column] = row[column] is > 0 and < Least ? null : row[column];
            }
        }

        // A single withheld cell in a row or column can be computed from the others and the total, so a second one must be withheld too.
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (long?[] row in cells)
            {
                changed |= row.Length > 2 && Complete(row.Length, column => row[column], column => row[column] = null);
            }

            for (int column = 0; cells.Length > 2 && column < cells[0].Length; column++)
            {
                int fixedColumn = column;
                changed |= Complete(cells.Length, row => cells[row][fixedColumn], row => cells[row][fixedColumn] = null);
            }
        }

        return table with { Rows = [.. table.Rows.Select((row, i) => row with { Numbers = cells[i] })] };
    }

    private static bool Complete(int length, Func<int, long?> read, Action<int> withhold)
    {
        if (Enumerable.Range(0, length).Count(i => read(i) is null) != 1)
        {
            return false;
        }

        int smallest = Enumerable.Range(0, length).Where(i => read(i) is > 0).OrderBy(i => read(i)).FirstOrDefault(-1);
        if (smallest < 0)
        {
            return false;
        }

        withhold(smallest);
        return true;
    }
}
