using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Review.Duties;

/// <summary>The duties opened by removals of parents, from "nobody knows" to "it is known", for today and yesterday.</summary>
[Requires(Permission.ViewReview)]
public sealed class DutiesModel(KeepReviews reviews) : PageModel
{
    /// <summary>The counts. Null while they are computed for the first time.</summary>
    public KeptAnswer<DutyCounts>? Counts { get; private set; }

    public async Task OnGetAsync() => Counts = await reviews.DutiesAsync(KeepReviews.Patience);
}
