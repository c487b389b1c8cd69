using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>An answer that was counted.</summary>
/// <param name="Answer">What was counted.</param>
/// <param name="At">The instant for which it stands.</param>
/// <param name="IsCurrent">Nothing that it rests on has changed since; false: it is being counted again.</param>
public sealed record KeptAnswer<T>(T Answer, DateTimeOffset At, bool IsCurrent);

/// <summary>
/// An answer that takes seconds to count over a large database: kept with the version of what it rests on and its instant, counted again
/// once when that has changed, however many ask meanwhile. Nobody is given an old number without being told its instant.
/// </summary>
/// <param name="count">Counts it.</param>
/// <param name="version">What it rests on; cheap. Equal versions give equal answers.</param>
/// <param name="clock">The time as the application sees it.</param>
public sealed class Kept<T>(Func<T> count, Func<string> version, TimeProvider clock)
{
    /// <summary>One count at a time in the whole process: two of them side by side would be slower for both.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private readonly Lock _gate = new();
    private Counted? _last;
    private Task<Counted>? _counting;

    /// <summary>The answer, the one before it while it is being counted, or null while it is being counted for the first time.</summary>
    /// <param name="patience">How long to wait for a count that is going on.</param>
    /// <exception cref="RefusalException">It cannot be counted.</exception>
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

        // Whoever waits gets what went wrong; where nobody waits, the next who asks counts again.
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
            // The version is read first: what changes while it is counted makes it be counted again, never pass for new.
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
