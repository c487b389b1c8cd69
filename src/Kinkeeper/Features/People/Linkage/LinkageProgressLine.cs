using Kinkeeper.Linkage.Score;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>Shows progress of a long run on standard error: one line redrawn on a terminal, otherwise one line per stage.</summary>
internal sealed class LinkageProgressLine(VerbContext context) : IProgress<LinkageProgress>
{
    private readonly Lock _gate = new();
    private long _shown;
    private string _stage = "";

    public void Report(LinkageProgress value)
    {
        long now = context.Clock.GetTimestamp();
        lock (_gate)
        {
            bool newStage = _stage != value.Stage;
            bool end = value.Done == value.Total;
            if (!context.Terminal)
            {
                if (newStage)
                {
                    context.Error.WriteLine(Name(value.Stage));
                }

                _stage = value.Stage;
                return;
            }

            if (!newStage && !end && context.Clock.GetElapsedTime(_shown, now).TotalMilliseconds < 100)
            {
                return;
            }

            _shown = now;
            _stage = value.Stage;
            int tenths = value.Total == 0 ? 0 : (int)(value.Done * 30 / value.Total);
            context.Error.Write($"\r{Name(value.Stage),-12} [{new string('#', tenths)}{new string('.', 30 - tenths)}] {value.Done:N0}/{value.Total:N0}");
            if (end && value.Total > 0)
            {
                context.Error.WriteLine();
            }
        }
    }

    private static string Name(string stage) => stage switch
    {
        "load" => "Reading",
        "score" => "Scoring",
        "train" => "Training",
        _ => "Clustering",
    };
}
