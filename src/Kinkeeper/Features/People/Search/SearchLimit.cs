using System.Threading.RateLimiting;
using Kinkeeper.Platform.Security;

namespace Kinkeeper.Features.People.Search;

/// <summary>
/// How often one account may search: nobody who looks for a person needs more, and nobody lists a database by guessing names. By
/// account, whom the web server's own limiter does not know yet when it asks.
/// </summary>
public sealed class SearchLimit : IDisposable
{
    public const int PerMinute = 60;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(account =>
        RateLimitPartition.GetFixedWindowLimiter(account, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool Allows(Account account)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(account.Id);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
