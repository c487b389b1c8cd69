using System.Globalization;
using System.Text;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Chart;

/// <summary>A pair to explain in a chart.</summary>
/// <param name="Left">The id of one record.</param>
/// <param name="Right">The id of the other record.</param>
/// <param name="Explanation">The score, field by field.</param>
/// <param name="Values">For each field, the values of the two records, in the explanation's order; empty to show none.</param>
public sealed record ChartPair(string Left, string Right, Explanation Explanation, IReadOnlyList<(string Left, string Right)> Values);

/// <summary>A cluster to draw.</summary>
/// <param name="Records">The ids of its records.</param>
/// <param name="Edges">The scored pairs among them: two positions in <paramref name="Records"/>, weight and probability.</param>
public sealed record ChartCluster(
    IReadOnlyList<string> Records, IReadOnlyList<(int First, int Second, double Weight, double Probability)> Edges);

/// <summary>
/// Draws a model and its results as one HTML page: match weights, m and u, explained pairs as waterfalls, clusters. Every
/// picture is an SVG with its numbers in a table. The page has no script and fetches nothing.
/// </summary>
public static class LinkageChart
{
    private const double Width = 900;
    private const double Row = 24;
    private const double LabelWidth = 330;
    private const int LongestLabel = 42;

    /// <summary>Returns the page.</summary>
    /// <param name="model">The model. Probabilities that it lacks appear as scoring uses them.</param>
    /// <param name="pairs">Pairs to explain.</param>
    /// <param name="clusters">Clusters to draw.</param>
    public static string Html(LinkageModel model, IReadOnlyList<ChartPair>? pairs = null, IReadOnlyList<ChartCluster>? clusters = null)
    {
        Page page = new();
        page.Heading(1, "Linkage model");
        page.Paragraph(
            $"Two records drawn at random belong together with probability {Page.Probability(model.Prior)}: a match weight of "
            + $"{Page.Weight(PriorWeight(model))} bits before any evidence. Each field adds its weight; one bit doubles the odds.");
        page.Heading(2, "Match weights");
        Weights(page, model);
        page.Heading(2, "Parameter estimates");
        Parameters(page, model);
        foreach (ChartPair pair in pairs ?? [])
        {
            Waterfall(page, pair);
        }

        foreach (ChartCluster cluster in clusters ?? [])
        {
            Cluster(page, cluster);
        }

        return page.Html("Linkage model");
    }

    /// <summary>Writes the page to a file. The file appears complete or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="html">The page.</param>
    /// <exception cref="LinkageException">The file cannot be written.</exception>
    public static void Save(string path, string html)
    {
        using AtomicFile file = new(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(html));
        file.Complete();
    }

    /// <summary>Returns a pair with the values of its records in each field.</summary>
    /// <param name="linker">The model and records.</param>
    /// <param name="first">A record's row over all inputs, from 0.</param>
    /// <param name="second">The other record's row.</param>
    public static ChartPair Pair(Linker linker, int first, int second)
    {
        string Says(Comparison comparison, int row) => string.Join(" · ", ModelColumns.OfComparison(comparison)
            .Select(column => linker.Records.Table.Value(row, column) ?? "not recorded"));
        (int left, int right) = (Math.Min(first, second), Math.Max(first, second));
        return new ChartPair(
            linker.Id(left), linker.Id(right), linker.Explain(left, right),
                [.. linker.Model.Comparisons.Select(comparison => (Says(comparison, left), Says(comparison, right)))]);
    }

    private static double PriorWeight(LinkageModel model) => Math.Log2(model.Prior / (1 - model.Prior));

    private static IEnumerable<(Comparison Comparison, int Level)> Levels(LinkageModel model) => model.Comparisons
        .SelectMany(comparison => Enumerable.Range(0, comparison.Levels.Count).Where(level => !comparison.Levels[level].IsNullLevel)
            .Select(level => (comparison, level)));

    private static void Weights(Page page, LinkageModel model)
    {
        (Comparison Comparison, int Level)[] levels = [.. Levels(model)];
        double Weight((Comparison Comparison, int Level) at) => Math.Log2(at.Comparison.BayesFactor(at.Level));
        WeightAxis axis = WeightAxis.Over(levels.Select(Weight), LabelWidth, Width - 60);
        DataTable table = new(("Field", false), ("Level", false), ("Weight, bits", true), ("Bayes factor", true),
            ("Adjusted for how common the value is", false));
        Svg svg = Rows(levels, (canvas, at, y) =>
        {
            double weight = Weight(at);
            canvas.Bar(axis.At(0), axis.At(weight), y, 14, weight >= 0 ? "agree" : "differ");
            canvas.Text(axis.At(weight) + (weight >= 0 ? 4 : -4), y + 12, Page.Weight(weight), weight >= 0 ? "start" : "end", "quiet");
            ComparisonLevel level = at.Comparison.Levels[at.Level];
            string factor = at.Comparison.BayesFactor(at.Level).ToString("G4", CultureInfo.InvariantCulture);
            string adjusted = level.TfAdjustmentColumn is { } column ? $"yes, by {column}" : "no";
            table.Row(at.Comparison.OutputColumnName, level.Label, Page.Weight(weight), factor, adjusted);
        }, axis.Draw);
        (Comparison Comparison, int Level) strongest = levels.MaxBy(Weight);
        page.Figure(
            "Match weight of each level",
            levels.Length == 0 ? "The model has no levels."
                : "How much each level of agreement says for (right) or against (left) a match. The strongest evidence is "
                    + $"{strongest.Comparison.OutputColumnName}, {strongest.Comparison.Levels[strongest.Level].Label}, "
                    + $"with {Page.Weight(Weight(strongest))} bits.",
            svg,
            table);
    }

    private static void Parameters(Page page, LinkageModel model)
    {
        (Comparison Comparison, int Level)[] levels = [.. Levels(model)];
        double middle = LabelWidth + ((Width - LabelWidth) / 2);
        double span = (Width - LabelWidth - 130) / 2;
        DataTable table = new(
            ("Field", false), ("Level", false), ("m: share of matches", true), ("u: share of non-matches", true), ("Where from", false));
        Svg svg = Rows(levels, (canvas, at, y) =>
        {
            double m = at.Comparison.MProbability(at.Level);
            double u = at.Comparison.UProbability(at.Level);
            canvas.Bar(LabelWidth, LabelWidth + (m * span), y, 14, "agree")
                .Text(LabelWidth + (m * span) + 4, y + 12, Page.Probability(m), "start", "quiet");
            canvas.Bar(middle, middle + (u * span), y, 14, "differ")
                .Text(middle + (u * span) + 4, y + 12, Page.Probability(u), "start", "quiet");
            ComparisonLevel level = at.Comparison.Levels[at.Level];
            string source = level.MProbability is null && level.UProbability is null ? "both by default, not estimated"
                : level.MProbability is null ? "m by default, not estimated"
                : level.UProbability is null ? "u by default, not estimated"
                : "the model";
            table.Row(at.Comparison.OutputColumnName, level.Label, Page.Probability(m), Page.Probability(u), source);
        }, (canvas, top, bottom) =>
        {
            canvas.Line(LabelWidth, top, LabelWidth, bottom, "axis", 2).Line(middle, top, middle, bottom, "axis", 2);
            canvas.Text(LabelWidth, bottom + 18, "m: among matches, 0 to 1", "start", "quiet")
                .Text(middle, bottom + 18, "u: among non-matches, 0 to 1", "start", "quiet");
        });
        page.Figure("m and u of each level",
            "How often matching pairs (m, left) and non-matching pairs (u, right) fall into each level.", svg, table);
    }

    private static void Waterfall(Page page, ChartPair pair)
    {
        page.Heading(2, $"{pair.Left} with {pair.Right}");
        Explanation explanation = pair.Explanation;
        List<(string Label, double From, double To, string Shown)> steps =
            [("before any evidence", 0, explanation.PriorWeight, Page.Weight(explanation.PriorWeight))];
        DataTable table = new(("Field", false), (pair.Left, false), (pair.Right, false), ("Level", false), ("Weight, bits", true),
            ("Of it for how common the value is", true));
        table.Row("before any evidence", "", "", "", Page.Weight(explanation.PriorWeight), "");
        double sum = explanation.PriorWeight;
        for (int field = 0; field < explanation.Evidence.Count; field++)
        {
            Evidence evidence = explanation.Evidence[field];
            (string left, string right) = field < pair.Values.Count ? pair.Values[field] : ("", "");
            steps.Add(($"{evidence.Field}: {evidence.Level}", sum, sum + evidence.Weight, Page.Weight(evidence.Weight)));
            table.Row(evidence.Field, left, right, evidence.Level, Page.Weight(evidence.Weight),
                evidence.TermFrequencyWeight == 0 ? "" : Page.Weight(evidence.TermFrequencyWeight));
            sum += evidence.Weight;
        }

        steps.Add(("together", 0, explanation.Weight, Page.Weight(explanation.Weight)));
        table.Row("together", "", "", $"probability {Page.Probability(explanation.Probability)}", Page.Weight(explanation.Weight), "");
        WeightAxis axis = WeightAxis.Over(steps.SelectMany(step => (double[])[step.From, step.To]), LabelWidth, Width - 60);
        Svg svg = new(Width, (steps.Count * Row) + 50);
        axis.Draw(svg, 4, (steps.Count * Row) + 4);
        for (int step = 0; step < steps.Count; step++)
        {
            (string label, double from, double to, string shown) = steps[step];
            double y = (step * Row) + 6;
            svg.Text(LabelWidth - 10, y + 12, Short(label), "end");
            svg.Bar(axis.At(from), axis.At(to), y, 14, to >= from ? "agree" : "differ");
            svg.Text(axis.At(Math.Max(from, to)) + 4, y + 12, shown, "start", "quiet");
        }

        page.Figure(
            $"Why {pair.Left} and {pair.Right} score as they do",
            $"Match weight {Page.Weight(explanation.Weight)} bits, probability {Page.Probability(explanation.Probability)}: from top to "
                + "bottom, what each field adds or takes away.",
            svg,
            table);
    }

    private static void Cluster(Page page, ChartCluster cluster)
    {
        page.Heading(2, $"Cluster of {cluster.Records[0]}");
        const double size = 620;
        double radius = cluster.Records.Count == 1 ? 0 : (size / 2) - 90;
        (double X, double Y) At(int record)
        {
            double angle = (2 * Math.PI * record / cluster.Records.Count) - (Math.PI / 2);
            return ((Width / 2) + (radius * Math.Cos(angle)), (size / 2) + (radius * Math.Sin(angle)));
        }

        Svg svg = new(Width, size);
        DataTable table = new(("Record", false), ("Record", false), ("Weight, bits", true), ("Probability", true));
        foreach ((int first, int second, double weight, double probability) in cluster.Edges.OrderByDescending(edge => edge.Weight))
        {
            svg.Line(At(first).X, At(first).Y, At(second).X, At(second).Y, "edge", 1 + (5 * Math.Clamp(probability, 0, 1)));
            table.Row(cluster.Records[first], cluster.Records[second], Page.Weight(weight), Page.Probability(probability));
        }

        for (int record = 0; record < cluster.Records.Count; record++)
        {
            (double x, double y) = At(record);
            svg.Circle(x, y, 9, "node");
            bool right = x > (Width / 2) + 1;
            bool centre = Math.Abs(x - (Width / 2)) <= 1;
            svg.Text(x + (centre ? 0 : right ? 14 : -14), y + (centre ? (y < size / 2 ? -16 : 26) : 4), Short(cluster.Records[record]),
                centre ? "middle" : right ? "start" : "end");
        }

        page.Figure(
            $"Cluster of {cluster.Records[0]}",
            $"{cluster.Records.Count} records held together by {cluster.Edges.Count} pairs; thicker lines are more certain.",
            svg,
            table);
    }

    private static Svg Rows(
        (Comparison Comparison, int Level)[] levels,
        Action<Svg, (Comparison Comparison, int Level), double> row,
        Action<Svg, double, double> frame)
    {
        int fields = levels.Select(level => level.Comparison).Distinct().Count();
        double bottom = ((levels.Length + fields) * Row) + 4;
        Svg svg = new(Width, bottom + 46);
        frame(svg, 4, bottom);
        double y = 4;
        Comparison? last = null;
        foreach ((Comparison Comparison, int Level) level in levels)
        {
            if (!ReferenceEquals(level.Comparison, last))
            {
                svg.Text(4, y + 16, Short(level.Comparison.OutputColumnName));
                y += Row;
                last = level.Comparison;
            }

            svg.Text(LabelWidth - 10, y + 14, Short(level.Comparison.Levels[level.Level].Label), "end");
            row(svg, level, y + 2);
            y += Row;
        }

        return svg;
    }

    private static string Short(string label) =>
        label.Length <= LongestLabel ? label : string.Concat(label.AsSpan(0, LongestLabel - 1), "…");
}
