using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>A computed answer.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="At">The instant the answer describes.</param>
/// <param name="IsCurrent">True if its evidence has not changed since. False if it is being computed again.</param>
public sealed record KeptAnswer<T>(T Answer, DateTimeOffset At, bool IsCurrent);

/// <summary>
/// Keeps an answer that takes seconds to compute over a large database, with its instant and the version of its evidence. When the version
/// changes, the answer is computed again once for all callers. An old number is never returned without its instant.
/// </summary>
/// <param name="count">Computes the answer.</param>
/// <param name="version">Returns the version of the evidence. It must be cheap. Equal versions give equal answers.</param>
/// <param name="clock">The application's clock.</param>
public sealed class Kept<T>(Func<T> count, Func<string> version, TimeProvider clock)
{
    /// <summary>Allows one count at a time in the whole process, because two at once would both be slower.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private readonly Lock _gate = new();
    private Counted? _last;
    private Task<Counted>? _counting;

    /// <summary>Returns the current answer, or the previous one during a new count. Null during the first count.</summary>
    /// <param name="patience">The longest time to wait for a running count.</param>
    /// <exception cref="RefusalException">The answer cannot be computed.</exception>
    public async Task<KeptAnswer<T>?> GetAsync(TimeSpan patience)
    {
        string now = version();
        Task<Counted> counting;
        lock (_gate)
        {
            if (_last is { } last && last.Version == now)
            {
                return new KeptAnswer<T>(last.Answer, last.At, IsCurrent: true);
            }

            counting = _counting ??= Task.Run(CountAsync);
        }

        // A waiting caller gets the error. If nobody waits, the next caller starts a new count.
        if (await Task.WhenAny(counting, Task.Delay(patience, clock)) == counting)
        {
            Counted counted = await counting;
            return new KeptAnswer<T>(counted.Answer, counted.At, counted.Version == version());
        }

        lock (_gate)
        {
            return _last is { } last ? new KeptAnswer<T>(last.Answer, last.At, IsCurrent: false) : null;
        }
    }

    private async Task<Counted> CountAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            // Read the version first. Then a change during the count leads to a new count, and an old answer never looks new.
            string before = version();
            DateTimeOffset at = clock.GetUtcNow();
            Counted counted = new(count(), before, at);
            lock (_gate)
            {
                _last = counted;
            }

            return counted;
        }
        finally
        {
            OneAtATime.Release();
            lock (_gate)
            {
                _counting = null;
            }
        }
    }

    private sealed record Counted(T Answer, string Version, DateTimeOffset At);
}
