using System.Diagnostics.Tracing;
using System.Globalization;

namespace Kinkeeper.Bench.Web;

/// <summary>
/// Measures how long the garbage collector stopped every thread, with the runtime's events (suspension begins, restart ends).
/// </summary>
internal sealed class CollectorPauses : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Collector = (EventKeywords)0x1;
    private const int RestartEnds = 3;
    private const int SuspensionBegins = 9;

    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];
    private DateTime _begin;

    /// <summary>Returns text such as "41 pauses, together 120 ms, the longest 31 ms", and resets the measurement.</summary>
    public string Report()
    {
        lock (_gate)
        {
            string told = string.Create(CultureInfo.InvariantCulture, $"{_milliseconds.Count} pauses, together {_milliseconds.Sum():N0} ms, the longest {_milliseconds.DefaultIfEmpty().Max():N0} ms");
            _milliseconds.Clear();
            return told;
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Informational, Collector);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        lock (_gate)
        {
            if (eventData.EventId == SuspensionBegins)
            {
                _begin = eventData.TimeStamp;
            }
            else if (eventData.EventId == RestartEnds && _begin != default)
            {
                _milliseconds.Add((eventData.TimeStamp - _begin).TotalMilliseconds);
            }
        }
    }
}
