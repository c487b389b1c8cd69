using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Overview;

/// <summary>Serves the report of a review as one file.</summary>
internal static class ReportEndpoint
{
    /// <summary>
    /// Returns the report for all dates or a period, as one file with its own styles. Always uses current data, because reports are kept
    /// and printed.
    /// </summary>
    public static async Task<IResult> ReportAsync(HttpContext http, KeepReviews reviews, DateOnly? from, DateOnly? to, string? policy)
    {
        try
        {
            ReviewRequest request = new(from, to, policy ?? PolicyShelf.Default);
            KeptAnswer<ReviewSummary>? kept = await reviews.ReviewAsync(request, Timeout.InfiniteTimeSpan);
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            return Results.Content(kept!.Answer.Report, "text/html; charset=utf-8");
        }
        catch (RefusalException refused)
        {
            return Results.Problem(refused.Refusal.Sentence, statusCode: StatusCodes.Status400BadRequest, type: refused.Refusal.Code);
        }
    }
}
