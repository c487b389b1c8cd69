using System.Data.Common;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>Counts the review of all dates once when the application starts, so that the first who asks need not wait for it.</summary>
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
            // Whoever asks for the review is told what is wrong with it.
        }
    }
}
