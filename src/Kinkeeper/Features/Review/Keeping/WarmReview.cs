using System.Data.Common;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>Computes the review of all dates once at application start, so that the first reader need not wait.</summary>
internal sealed class WarmReview(KeepReviews reviews, Store store) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the application start first.
        await Task.Yield();
        if (!store.Exists)
        {
            return;
        }

        try
        {
            await reviews.ReviewAsync(new ReviewRequest(), Timeout.InfiniteTimeSpan).WaitAsync(stoppingToken);
        }
        catch (Exception failed) when (failed is RefusalException or DbException or OperationCanceledException)
        {
            // A reader who asks for the review gets the error.
        }
    }
}
