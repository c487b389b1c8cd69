namespace Kinkeeper.Linkage.Model;

/// <summary>A condition that selects pairs of records to compare.</summary>
/// <param name="Sql">The condition over <c>l.</c> and <c>r.</c> columns.</param>
/// <param name="ArraysToExplode">Array columns of which any shared element satisfies an equality; null for none.</param>
public sealed record BlockingRule(string Sql, IReadOnlyList<string>? ArraysToExplode = null)
{
    /// <summary>True for our own rules (key <c>kinkeeper</c> of the file), which Splink does not see.</summary>
    public bool IsExtension { get; init; }
}
