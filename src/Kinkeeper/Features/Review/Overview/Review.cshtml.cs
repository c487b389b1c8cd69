using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Kinkeeper.Features.Review.Overview;

/// <summary>The finding about past removals: the main sentence, charts, and classes, each with a link to its cases.</summary>
[Requires(Permission.ViewReview)]
public sealed class ReviewModel(KeepReviews reviews) : ReviewPage
{
    /// <summary>The review. Null if the question cannot be answered, or is being computed for the first time.</summary>
    public ReviewSummary? Result { get; private set; }

    public IReadOnlyList<Policy> Policies => Result?.Policies ?? [];

    public Task<IActionResult> OnGetAsync() => AnswerAsync(async request => Result = await KeptAsync(reviews, request));

    /// <summary>Returns the length of a class's bar, out of <paramref name="whole"/>. A count above zero is always visible.</summary>
    public int Bar(FindingClass found, int whole)
    {
        long most = Enum.GetValues<FindingClass>().Max(each => Result!.RemovalsBy[each]);
        return Result!.RemovalsBy[found] == 0 ? 0 : (int)Math.Max(1, Result.RemovalsBy[found] * whole / most);
    }
}
