namespace Kinkeeper.Features.Review.Comparing;

/// <summary>Two versions of a list as a page shows them: every count, and the first rows of each kind.</summary>
/// <param name="Lists">What was compared.</param>
/// <param name="Known">Whom the shown rows name, where the reader may open their files.</param>
/// <param name="Whole">What to do for all rows, where not all are shown.</param>
public sealed record ListAnswer(ListsCompared Lists, IReadOnlyDictionary<ListRow, IReadOnlyList<KnownPerson>> Known, string Whole)
{
    /// <summary>Of each kind: a page stays one that can be read and sent.</summary>
    public const int MostShown = 50;

    /// <summary>The longest cell shown; a file of the differences holds them whole.</summary>
    private const int MostCharacters = 200;

    /// <summary>The kinds of difference in the order of the page.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["added", "removed", "changed"];

    /// <summary>Those of a kind that are shown.</summary>
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

    /// <summary>The people of a row: of the later version, where both have it.</summary>
    public IReadOnlyList<KnownPerson> PeopleOf(ListDifference<ListRow> difference) => Known.GetValueOrDefault(RowOf(difference)) ?? [];

    /// <summary>The row that says whom a difference is about.</summary>
    public static ListRow RowOf(ListDifference<ListRow> difference) => (difference.Second ?? difference.First)!;

    /// <summary>What a row holds, by column; empty cells left out.</summary>
    public IEnumerable<(string Column, string Value)> CellsOf(ListRow row) =>
        Lists.Columns.Select((column, i) => (column, row.Cells[i])).Where(cell => cell.Item2 is not null).Select(cell => (cell.column, Short(cell.Item2!)));

    public static string Short(string cell) => cell.Length <= MostCharacters ? cell : $"{cell[..MostCharacters]}…";
}
