using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Kinkeeper.Features.Review.Overview;

/// <summary>The finding about past removals: the sentence, its pictures, and the classes behind it, each a way to its cases.</summary>
[Requires(Permission.ViewReview)]
public sealed class ReviewModel(KeepReviews reviews) : ReviewPage
{
    /// <summary>Null where the question cannot be answered, or is being counted for the first time.</summary>
    public ReviewSummary? Result { get; private set; }

    public IReadOnlyList<Policy> Policies => Result?.Policies ?? [];

    public Task<IActionResult> OnGetAsync() => AnswerAsync(async request => Result = await KeptAsync(reviews, request));

    /// <summary>How long the bar of a class is, of <paramref name="whole"/>; something that is there is never invisible.</summary>
    public int Bar(FindingClass found, int whole)
    {
        long most = Enum.GetValues<FindingClass>().Max(each => Result!.RemovalsBy[each]);
        return Result!.RemovalsBy[found] == 0 ? 0 : (int)Math.Max(1, Result.RemovalsBy[found] * whole / most);
    }
}
