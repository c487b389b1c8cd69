using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Review.Duties;

/// <summary>The duties that removals of parents have opened, from "nobody knows" to "it is known", today beside yesterday.</summary>
[Requires(Permission.ViewReview)]
public sealed class DutiesModel(KeepReviews reviews) : PageModel
{
    /// <summary>Null while they are being counted for the first time.</summary>
    public KeptAnswer<DutyCounts>? Counts { get; private set; }

    public async Task OnGetAsync() => Counts = await reviews.DutiesAsync(KeepReviews.Patience);
}
