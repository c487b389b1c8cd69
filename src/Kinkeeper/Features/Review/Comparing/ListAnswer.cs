namespace Kinkeeper.Features.Review.Comparing;

/// <summary>A comparison of two lists for a page: all counts, and the first rows of each kind.</summary>
/// <param name="Lists">The compared lists.</param>
/// <param name="Known">The people named in the shown rows whose files the reader may open.</param>
/// <param name="Whole">Instructions to get all rows, if not all are shown.</param>
public sealed record ListAnswer(ListsCompared Lists, IReadOnlyDictionary<ListRow, IReadOnlyList<KnownPerson>> Known, string Whole)
{
    /// <summary>The most rows shown of each kind, so that the page stays readable.</summary>
    public const int MostShown = 50;

    /// <summary>The most characters shown of a cell. The file of differences has the whole text.</summary>
    private const int MostCharacters = 200;

    /// <summary>The kinds of difference in the order of the page.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["added", "removed", "changed"];

    /// <summary>Returns the shown differences of one kind.</summary>
    public static IReadOnlyList<ListDifference<ListRow>> Shown(ListsCompared lists, string kind) => [.. lists.Comparison.Differences.Where(difference => KindOf(difference) == kind).Take(MostShown)];

    public static string KindOf(ListDifference<ListRow> difference) => difference switch
    {
        { IsAdded: true } => Kinds[0],
        { IsRemoved: true } => Kinds[1],
        _ => Kinds[2],
    };

    public int Count(string kind) => kind switch
    {
        "added" => Lists.Comparison.Added,
        "removed" => Lists.Comparison.Removed,
        _ => Lists.Comparison.Changed,
    };

    /// <summary>Returns the people of a difference, from the later version if both have the row.</summary>
    public IReadOnlyList<KnownPerson> PeopleOf(ListDifference<ListRow> difference) => Known.GetValueOrDefault(RowOf(difference)) ?? [];

    /// <summary>Returns the row that identifies a difference.</summary>
    public static ListRow RowOf(ListDifference<ListRow> difference) => (difference.Second ?? difference.First)!;

    /// <summary>Returns a row's cells by column, without empty ones.</summary>
    public IEnumerable<(string Column, string Value)> CellsOf(ListRow row) =>
        Lists.Columns.Select((column, i) => (column, row.Cells[i])).Where(cell => cell.Item2 is not null).Select(cell => (cell.column, Short(cell.Item2!)));

    public static string Short(string cell) => cell.Length <= MostCharacters ? cell : $"{cell[..MostCharacters]}…";
}
