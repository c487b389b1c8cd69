namespace Kinkeeper.Features.Evidence;

/// <summary>
/// Caches one value while its evidence has not changed. If the value depends on the clock, it also expires after a while.
/// </summary>
internal sealed class WhileUnchanged<T>
    where T : class
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private (EvidenceVersion Version, DateTimeOffset At, T Value)? _kept;

    /// <param name="version">The current version of the evidence.</param>
    /// <param name="now">The current time.</param>
    /// <param name="read">Reads the value. Two callers at the same time may both read it.</param>
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
