using System.CommandLine;
using Kinkeeper.Linkage;
using Kinkeeper.Linkage.Evaluate;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Train;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>The verb <c>linkage evaluate</c>: measures a model on pairs that are known to match or not.</summary>
internal static class LinkageEvaluateVerb
{
    public static Command Command()
    {
        Argument<string> model = new("MODEL.json") { Description = "A settings file as Splink 4 saves it." };
        Option<string[]> input = new("--input") { Description = "A CSV or Parquet file; several for link jobs.", Required = true, HelpName = "FILE" };
        Option<string?> labels = new("--labels") { Description = "Known pairs, as CSV with the columns id_l,id_r and optionally match (yes or no).", HelpName = "FILE" };
        Option<string?> truth = new("--truth-column") { Description = "A column with the same value in all records of one person.", HelpName = "COLUMN" };
        Option<int> threads = new("--threads") { Description = "Number of threads; 0 for one per processor. The result is the same.", HelpName = "N" };
        Command command = new("evaluate", "Reports precision and recall by threshold, calibrated probabilities and unlinkable records.") { model, input, labels, truth, threads };
        return command.Runs((context, parsed, cancellation) =>
        {
            (string? labelFile, string? column) = (parsed.GetValue(labels), parsed.GetValue(truth));
            if (labelFile is null == column is null)
            {
                throw new RefusalException("labels-missing", "Give either --labels FILE or --truth-column COLUMN, not both, to say which pairs match.");
            }

            LinkageModel loaded = LinkageModel.Load(parsed.GetValue(model)!);
            IReadOnlyList<LabelledPair> known = labelFile is null ? [] : PairFile.ReadLabels(labelFile);
            Linker linker = Linker.Create(loaded, LinkageRun.Read(loaded, parsed.GetValue(input)!, column is null ? null : [column], cancellation));
            AccuracyReport report = column is null ? Accuracy.FromLabels(linker, known) : Accuracy.FromColumn(linker, column, parsed.GetValue(threads), cancellation);
            IReadOnlyList<UnlinkableRow> unlinkables = Unlinkables.Count(linker, cancellation);
            if (context.Json)
            {
                PrintJson(context, report, unlinkables);
            }
            else
            {
                Print(context, report, unlinkables);
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    private static void PrintJson(VerbContext context, AccuracyReport report, IReadOnlyList<UnlinkableRow> unlinkables)
    {
        static double? Number(double value) => double.IsFinite(value) ? value : null;
        static object Row(ThresholdRow row) => new
        {
            weight = Number(row.Weight),
            probability = row.Probability,
            truePositives = row.TruePositives,
            falsePositives = row.FalsePositives,
            falseNegatives = row.FalseNegatives,
            precision = Number(row.Precision),
            recall = Number(row.Recall),
            f1 = row.F1,
        };
        context.WriteJson(new
        {
            knownMatches = report.KnownMatches,
            knownOthers = report.KnownOthers,
            missedByRules = report.MissedByRules,
            best = report.Best is null ? null : Row(report.Best),
            thresholds = report.Thresholds.Select(Row),
            calibration = report.Calibration?.Steps.Select(step => new
            {
                lowestWeight = Number(step.LowestWeight),
                highestWeight = Number(step.HighestWeight),
                share = step.Share,
                pairs = step.Pairs,
            }),
            unlinkable = unlinkables.Select(row => new { probability = row.Probability, records = row.Records, share = row.Share }),
        });
    }

    private static void Print(VerbContext context, AccuracyReport report, IReadOnlyList<UnlinkableRow> unlinkables)
    {
        TextWriter output = context.Output;
        output.WriteLine($"{report.KnownMatches:N0} known matches, {report.MissedByRules:N0} of them missed by every blocking rule; {report.KnownOthers:N0} known non-matches among the pairs compared.");
        if (report.Best is { } best)
        {
            output.WriteLine($"Best F1 {best.F1:F4} at weight {best.Weight:F2} (probability {best.Probability:G6}): precision {best.Precision:F4}, recall {best.Recall:F4}.");
        }

        output.WriteLine("\n  weight  probability  precision    recall        F1   found    wrong   missed");
        foreach (ThresholdRow row in report.Thresholds)
        {
            output.WriteLine($"{row.Weight,8:F0}  {row.Probability,11:G6}  {row.Precision,9:F4}  {row.Recall,8:F4}  {row.F1,8:F4}  {row.TruePositives,6:N0}  {row.FalsePositives,7:N0}  {row.FalseNegatives,7:N0}");
        }

        output.WriteLine("\nCalibrated: weights from, to; the share of known pairs that match; number of pairs");
        foreach (CalibrationStep step in report.Calibration?.Steps ?? [])
        {
            output.WriteLine($"{step.LowestWeight,8:F2}  {step.HighestWeight,8:F2}  {step.Share,8:F4}  {step.Pairs,8:N0}");
        }

        output.WriteLine("\nRecords that cannot reach a probability even against themselves");
        foreach (UnlinkableRow row in unlinkables)
        {
            output.WriteLine($"{row.Probability,8:G6}  {row.Records,8:N0}  {row.Share,8:P2}");
        }
    }
}
