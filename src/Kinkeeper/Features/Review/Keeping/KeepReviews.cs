using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>Keeps the most recent reviews, and computes each again when its evidence has changed.</summary>
public sealed class KeepReviews(ReviewRemovals review, CountDuties duties, PolicyShelf policies, Store store, TimeProvider clock)
{
    /// <summary>The longest wait for a page. After that the page is shown, and the count continues in the background.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int Most = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<(ReviewRequest Request, Kept<ReviewSummary> Kept)> _reviews = [];
    private Kept<DutyCounts>? _duties;

    /// <summary>Returns a review. Null while it is computed for the first time.</summary>
    /// <exception cref="RefusalException">There is no such policy, or a policy file cannot be read.</exception>
    public Task<KeptAnswer<ReviewSummary>?> ReviewAsync(ReviewRequest request, TimeSpan patience)
    {
        if (request.Policy != PolicyShelf.InForce)
        {
            policies.Find(request.Policy);
        }

        return Of(request).GetAsync(patience);
    }

    /// <summary>Returns the duties of today and a day ago. Null while they are computed for the first time.</summary>
    public Task<KeptAnswer<DutyCounts>?> DutiesAsync(TimeSpan patience)
    {
        lock (_gate)
        {
            // They also depend on the time, because "yesterday" moves.
            _duties ??= new Kept<DutyCounts>(duties.Execute, () => $"{Version()} {clock.GetUtcNow():yyyy-MM-dd'T'HH}", clock);
        }

        return _duties.GetAsync(patience);
    }

    private Kept<ReviewSummary> Of(ReviewRequest request)
    {
        lock (_gate)
        {
            for (LinkedListNode<(ReviewRequest Request, Kept<ReviewSummary> Kept)>? node = _reviews.First; node is not null; node = node.Next)
            {
                if (node.Value.Request == request)
                {
                    _reviews.Remove(node);
                    _reviews.AddFirst(node);
                    return node.Value.Kept;
                }
            }

            if (_reviews.Count == Most)
            {
                _reviews.RemoveLast();
            }

            Kept<ReviewSummary> kept = new(() => ReviewSummary.Of(review.Execute(request)), Version, clock);
            _reviews.AddFirst((request, kept));
            return kept;
        }
    }

    private string Version()
    {
        using DatabaseConnection connection = store.Connect();
        return $"{EvidenceVersion.Read(connection)} {string.Join(' ', policies.All().Select(policy => policy.Version))}";
    }
}
