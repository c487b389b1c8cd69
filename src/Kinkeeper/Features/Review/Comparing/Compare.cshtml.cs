using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Features.Review.Overview;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>Compares the same removals under two policies: those that change their class, in both directions.</summary>
[Requires(Permission.ViewReview)]
public sealed class CompareModel(KeepReviews reviews, PolicyShelf policies, OpenCases cases) : ReviewPage
{
    public const int PerSheet = 50;

    /// <summary>The policy to compare with. Null if none was chosen yet.</summary>
    [BindProperty(SupportsGet = true, Name = "with")]
    public string? With { get; set; }

    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int? AskedSheet { get; set; }

    public IReadOnlyList<Policy> Shelf { get; private set; } = [];

    public ReviewSummary? First { get; private set; }

    public ReviewSummary? Second { get; private set; }

    public ListComparison<ClassedRemoval>? Comparison { get; private set; }

    public int Sheet { get; private set; } = 1;

    public int Sheets { get; private set; } = 1;

    public IEnumerable<ListDifference<ClassedRemoval>> Shown => Comparison?.Differences.Skip((Sheet - 1) * PerSheet).Take(PerSheet) ?? [];

    /// <summary>The shown removals whose case the reader may open.</summary>
    public IReadOnlySet<string> Opening { get; private set; } = new HashSet<string>();

    /// <summary>The changes of class and their number of removals, largest first.</summary>
    public IEnumerable<(FindingClass From, FindingClass To, int Count)> Moves => (Comparison?.Differences ?? [])
        .Where(difference => difference is { IsAdded: false, IsRemoved: false })
        .GroupBy(difference => (difference.First!.Class, difference.Second!.Class))
        .Select(move => (move.Key.Item1, move.Key.Item2, move.Count()))
        .OrderByDescending(move => move.Item3).ThenBy(move => move.Item1).ThenBy(move => move.Item2);

    public Task<IActionResult> OnGetAsync() => AnswerAsync(async request =>
    {
        Shelf = policies.All();
        if (With is not { Length: > 0 } with)
        {
            return;
        }

        First = await KeptAsync(reviews, request);
        Second = First is null ? null : await KeptAsync(reviews, request with { Policy = with });
        if (First is not null && Second is not null)
        {
            Comparison = ComparePolicies.Of(First, Second);
            Sheets = Math.Max(1, (Comparison.Differences.Count + PerSheet - 1) / PerSheet);
            Sheet = Math.Clamp(AskedSheet ?? 1, 1, Sheets);
            Opening = cases.Of(Account.Of(User)!, [.. Shown.Select(difference => difference.Key)]);
        }
    });
}
