namespace Kinkeeper.Features.Review.Comparing;

/// <summary>One entry that differs between two lists.</summary>
/// <param name="Key">The key of the entry.</param>
/// <param name="First">The entry in the first list. Null if it was added in the second.</param>
/// <param name="Second">The entry in the second list. Null if it was removed.</param>
public sealed record ListDifference<T>(string Key, T? First, T? Second)
    where T : class
{
    public bool IsAdded => First is null;

    public bool IsRemoved => Second is null;
}

/// <summary>
/// The differences between two versions of a list, entry by entry. An unchanged total can hide one parent removed and another added.
/// So additions and removals are shown separately, never as a net number.
/// </summary>
/// <param name="Differences">Differences in the order of keys.</param>
/// <param name="Same">Number of entries that are the same in both lists.</param>
public sealed record ListComparison<T>(IReadOnlyList<ListDifference<T>> Differences, int Same)
    where T : class
{
    public int Added => Differences.Count(difference => difference.IsAdded);

    public int Removed => Differences.Count(difference => difference.IsRemoved);

    public int Changed => Differences.Count - Added - Removed;
}

/// <summary>Compares two versions of a list.</summary>
public static class CompareLists
{
    /// <param name="first">Entries by key.</param>
    /// <param name="second">Entries by key.</param>
    public static ListComparison<T> Of<T>(IReadOnlyDictionary<string, T> first, IReadOnlyDictionary<string, T> second)
        where T : class
    {
        List<ListDifference<T>> differences = [];
        int same = 0;
        foreach (string key in first.Keys.Union(second.Keys).Order(StringComparer.Ordinal))
        {
            ListDifference<T> entry = new(key, first.GetValueOrDefault(key), second.GetValueOrDefault(key));
            if (EqualityComparer<T?>.Default.Equals(entry.First, entry.Second))
            {
                same++;
            }
            else
            {
                differences.Add(entry);
            }
        }

        return new ListComparison<T>(differences, same);
    }
}
