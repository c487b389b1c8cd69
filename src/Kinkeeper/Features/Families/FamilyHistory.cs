namespace Kinkeeper.Features.Families;

/// <summary>What happened: each kind has a shape of its own in the picture.</summary>
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

/// <summary>One line of the table, and one thing in the picture.</summary>
public sealed record FamilyItem
{
    public required ItemKind Kind { get; init; }

    /// <summary>Whose lane it stands in, counted from 0; null for what concerns everybody.</summary>
    public int? Lane { get; init; }

    /// <summary>The lane from which a separation parts; null for everything else.</summary>
    public int? OtherLane { get; init; }

    /// <summary>The page of the decision; null for everything else.</summary>
    public string? Address { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Until when a custody lasted; null where it has no length, or no end is on record.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>At most a few words for the picture; empty where the shape says enough.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>What happened, without the time; the same in the picture and in the table.</summary>
    public required string Sentence { get; init; }

    /// <summary>Filled if so, hollow if not: a decision without defects, a statement that somebody has read.</summary>
    public bool IsSound { get; init; } = true;

    /// <summary>Ties a line to its ends: the decision's id, or the removal's with its person. Empty where nothing refers to it.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>From 1, in the order of time.</summary>
    public int Number { get; init; }
}

/// <summary>How a departure stood to the decision that governed it.</summary>
public enum Course
{
    Honored = 1,
    NotHonored = 2,

    /// <summary>The record does not allow to tell, or the departure has not taken place.</summary>
    CannotTell = 3,
}

/// <summary>From a decision to the departure that it governs.</summary>
public sealed record FamilyLine(FamilyItem Decision, FamilyItem Departure, Course Course);

/// <summary>One person's lane.</summary>
/// <param name="Name">As the page calls them.</param>
/// <param name="About">Who they are in the family, and how old.</param>
/// <param name="IsChild">Children stand below.</param>
public sealed record FamilyLane(string Name, string About, bool IsChild);

/// <summary>A family over time, in words: what the picture draws and the table says.</summary>
public sealed record FamilyHistory(IReadOnlyList<FamilyLane> Lanes, IReadOnlyList<FamilyItem> Items, IReadOnlyList<FamilyLine> Lines)
{
    /// <summary>Puts items in order, numbers them, and ties the lines to them.</summary>
    /// <param name="lanes">Parents first.</param>
    /// <param name="items">In any order.</param>
    /// <param name="lines">Decision, departure and what became of it, by the items' ids.</param>
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
