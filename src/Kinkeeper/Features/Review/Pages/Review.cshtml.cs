using Kinkeeper.Features.Clearance.Policies;
using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kinkeeper.Features.Review.Pages;

/// <summary>The finding about past removals: the sentence, then the classes behind it, each a way to its cases.</summary>
[Requires(Permission.ViewReview)]
public sealed class ReviewModel(ReviewRemovals review) : ReviewPage
{
    /// <summary>Null where the question cannot be answered.</summary>
    public ReviewResult? Result { get; private set; }

    public IReadOnlyList<Policy> Policies => Result?.Policies ?? [];

    /// <summary>Removals by class, each with the worst class among the children: what the list of a class holds.</summary>
    public ClassCounts RemovalsBy { get; private set; } = ClassCounts.Of([]);

    public IActionResult OnGet() => Answer(request =>
    {
        Result = review.Execute(request);
        RemovalsBy = ClassCounts.Of(Result.Findings.Select(finding => finding.Class));
    });

    /// <summary>How long the bar of a class is, of <paramref name="whole"/>; something that is there is never invisible.</summary>
    public int Bar(FindingClass found, int whole)
    {
        long most = Enum.GetValues<FindingClass>().Max(each => RemovalsBy[each]);
        return RemovalsBy[found] == 0 ? 0 : (int)Math.Max(1, RemovalsBy[found] * whole / most);
    }
}
