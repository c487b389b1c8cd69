using System.Globalization;

namespace Kinkeeper.Platform.Verbs;

/// <summary>
/// Shows the progress of long work: a bar on a terminal, otherwise a plain line every few seconds.
/// Prints nothing for work that ends at once.
/// </summary>
public sealed class ProgressLine(TextWriter error, bool terminal, TimeProvider clock, string what) : IDisposable
{
    private const int BarWidth = 30;

    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    private readonly long _started = clock.GetTimestamp();
    private long _shown;
    private bool _drawn;

    /// <summary>Makes a receiver for work that reports <typeparamref name="T"/>.</summary>
    /// <param name="read">Returns the amount done, the total (0 if unknown), and a few words.</param>
    public IProgress<T> For<T>(Func<T, (long Done, long Total, string Words)> read) => new Receiver<T>(this, read);

    /// <summary>Removes the bar.</summary>
    public void Finish()
    {
        if (_drawn && terminal)
        {
            error.Write($"\r{new string(' ', BarWidth + what.Length + 40)}\r");
            _drawn = false;
        }
    }

    public void Dispose() => Finish();

    private void Show(long done, long total, string words)
    {
        TimeSpan every = terminal ? BarEvery : LineEvery;
        if (clock.GetElapsedTime(_started) < QuietFor || (_shown != 0 && clock.GetElapsedTime(_shown) < every))
        {
            return;
        }

        _shown = clock.GetTimestamp();
        _drawn = true;
        double share = total > 0 ? Math.Min(1, (double)done / total) : 0;
        string percent = total > 0 ? share.ToString("P0", CultureInfo.InvariantCulture) : string.Empty;
        if (!terminal)
        {
            error.WriteLine($"{what}: {percent} {words}");
            return;
        }

        int filled = (int)(share * BarWidth);
        error.Write($"\r{what} [{new string('#', filled)}{new string('.', BarWidth - filled)}] {percent} {words}   ");
    }

    private sealed class Receiver<T>(ProgressLine line, Func<T, (long Done, long Total, string Words)> read) : IProgress<T>
    {
        public void Report(T value)
        {
            (long done, long total, string words) = read(value);
            line.Show(done, total, words);
        }
    }
}
