namespace Kinkeeper.Features.Review.Comparing;

/// <summary>One entry that is not the same in both lists.</summary>
/// <param name="Key">What identifies it.</param>
/// <param name="First">As the first list has it; null: it was added in the second.</param>
/// <param name="Second">As the second list has it; null: it is gone from the second.</param>
public sealed record ListDifference<T>(string Key, T? First, T? Second)
    where T : class
{
    public bool IsAdded => First is null;

    public bool IsRemoved => Second is null;
}

/// <summary>
/// Two versions of a list, entry by entry: a total that stays the same can hide a parent who was taken off it and another who was put
/// on, so what was added and what is gone are both shown, never their difference.
/// </summary>
/// <param name="Differences">By key.</param>
/// <param name="Same">Entries that both lists have alike.</param>
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
