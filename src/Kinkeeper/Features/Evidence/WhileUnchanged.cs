namespace Kinkeeper.Features.Evidence;

/// <summary>One thing that was read, kept while nothing that it rests on has changed; for a while only, where a window of time moves with the clock.</summary>
internal sealed class WhileUnchanged<T>
    where T : class
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private (EvidenceVersion Version, DateTimeOffset At, T Value)? _kept;

    /// <param name="version">What it rests on now.</param>
    /// <param name="now">The time.</param>
    /// <param name="read">Reads it. Two who come at once may both read it.</param>
    public T Get(EvidenceVersion version, DateTimeOffset now, Func<T> read)
    {
        lock (_gate)
        {
            if (_kept is { } kept && kept.Version == version && now >= kept.At && now - kept.At <= Longest)
            {
                return kept.Value;
            }
        }

        T value = read();
        lock (_gate)
        {
            _kept = (version, now, value);
        }

        return value;
    }
}
