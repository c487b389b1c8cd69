namespace Kinkeeper.Features.Families;

/// <summary>The kind of an event. Each kind has its own shape in the picture.</summary>
public enum ItemKind
{
    Policy = 0,
    Encounter = 1,
    Custody = 2,
    Separation = 3,
    Screening = 4,
    Statement = 5,
    Decision = 6,
    Revocation = 7,
    Departure = 8,
}

/// <summary>One event: a row of the table and a mark in the picture.</summary>
public sealed record FamilyItem
{
    public required ItemKind Kind { get; init; }

    /// <summary>The lane it is in, from 0; null if it concerns everybody.</summary>
    public int? Lane { get; init; }

    /// <summary>The other lane of a separation; null for everything else.</summary>
    public int? OtherLane { get; init; }

    /// <summary>The page of the decision; null for everything else.</summary>
    public string? Address { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>The end of a custody; null for other events, or if no end is on record.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A few words for the picture; empty if the shape is enough.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>The event in words, without the time; the same in the picture and in the table.</summary>
    public required string Sentence { get; init; }

    /// <summary>
    /// True for a filled shape, false for a hollow one. True for a decision without defects or a statement somebody has read.
    /// </summary>
    public bool IsSound { get; init; } = true;

    /// <summary>The id that lines refer to: the decision's id, or the removal's with its person. Empty if nothing refers to it.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The number from 1, in order of time.</summary>
    public int Number { get; init; }
}

/// <summary>The result of comparing a departure with the decision that governed it.</summary>
public enum Course
{
    Honored = 1,
    NotHonored = 2,

    /// <summary>The record is not sufficient, or the departure has not taken place.</summary>
    CannotTell = 3,
}

/// <summary>A line from a decision to the departure it governs.</summary>
public sealed record FamilyLine(FamilyItem Decision, FamilyItem Departure, Course Course);

/// <summary>One person's lane.</summary>
/// <param name="Name">The name on the page.</param>
/// <param name="About">Their role in the family, and age.</param>
/// <param name="IsChild">True for children, who are drawn below.</param>
public sealed record FamilyLane(string Name, string About, bool IsChild);

/// <summary>A family's history in words, drawn by the picture and listed in the table.</summary>
public sealed record FamilyHistory(IReadOnlyList<FamilyLane> Lanes, IReadOnlyList<FamilyItem> Items, IReadOnlyList<FamilyLine> Lines)
{
    /// <summary>Puts items in order, numbers them, and connects the lines to them.</summary>
    /// <param name="lanes">The lanes, parents first.</param>
    /// <param name="items">The items, in any order.</param>
    /// <param name="lines">The decision, departure and comparison of each line, by the items' ids.</param>
    public static FamilyHistory Of(IReadOnlyList<FamilyLane> lanes, IEnumerable<FamilyItem> items, IEnumerable<(string Decision, string Departure, Course Course)> lines)
    {
        FamilyItem[] numbered = [.. items.OrderBy(item => item.From).ThenBy(item => item.Kind).ThenBy(item => item.Lane).ThenBy(item => item.Id, StringComparer.Ordinal)
            .Select((item, place) => item with { Number = place + 1 })];
        Dictionary<string, FamilyItem> byId = [];
        foreach (FamilyItem item in numbered.Where(item => item.Id.Length > 0))
        {
            byId.TryAdd(item.Id, item);
        }

        return new FamilyHistory(lanes, numbered, [.. lines
            .Where(line => byId.ContainsKey(line.Decision) && byId.ContainsKey(line.Departure))
            .Select(line => new FamilyLine(byId[line.Decision], byId[line.Departure], line.Course))]);
    }
}
