using Kinkeeper.Linkage.Evaluate;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Linkage.Tests.Evaluate;

public sealed class AccuracyTests
{
    private static readonly Table People = Models.Numbered("people", ["name", "town", "person"],
    [
        ["ana", "a", "p1"], ["ana", "a", "p1"], ["ana", "b", "p2"], ["eva", "b", "p3"], ["eve", "c", "p3"],
            ["ida", "d", null], ["ida", "d", null],
    ]);

    private static readonly LinkageModel Model = Models.Of(
        ["l.name = r.name"], Models.Exact("name", 0.9, 0.1), Models.Exact("town", 0.8, 0.1));

    [Fact]
    public void FromColumn_KnownPersons_CountsFoundWrongAndMissedPairs()
    {
        AccuracyReport report = Accuracy.FromColumn(
            Linker.Create(Model, People), "person", cancellation: TestContext.Current.CancellationToken);

        report.KnownMatches.Should().Be(2, "1–2 and 4–5; records without a person match nobody");
        report.MissedByRules.Should().Be(1, "eva and eve are never compared");
        report.KnownOthers.Should().Be(3, "1–3, 2–3 and 6–7");
        report.Best!.Should().Match<ThresholdRow>(row => row.TruePositives == 1 && row.FalsePositives == 1 && row.FalseNegatives == 1);
        report.Best!.F1.Should().Be(0.5);
        report.Thresholds[^1].Should().Match<ThresholdRow>(
            row => row.TruePositives == 1 && row.FalsePositives == 3 && row.FalseNegatives == 1);
        report.Calibration!.Steps.Select(step => (step.Share, step.Pairs)).Should().Equal((0, 2), (0.5, 2));
    }

    [Fact]
    public void FromLabels_UnlabelledPairs_AreIgnored()
    {
        AccuracyReport report = Accuracy.FromLabels(
            Linker.Create(Model, People), [new("1", "2", true), new("3", "1", false), new("4", "5", true)]);

        (report.KnownMatches, report.KnownOthers, report.MissedByRules).Should().Be((2, 1, 1));
        report.Best!.Precision.Should().Be(1);
        report.Best!.Recall.Should().Be(0.5);
    }

    [Fact]
    public void FromColumn_LinkJob_CountsOnlyPairsOfDifferentSources()
    {
        Table a = Models.Numbered("a", ["name", "person"], [["ana", "p"], ["ana", "p"]]);
        Table b = Models.Numbered("b", ["name", "person"], [["ana", "p"]]);

        Accuracy.FromColumn(
            Linker.Create(Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)) with { LinkType = LinkType.LinkOnly }, a, b),
            "person", cancellation: TestContext.Current.CancellationToken)
            .KnownMatches.Should().Be(2);
    }

    [Fact]
    public void FromLabels_UnknownRecord_NamesIt()
    {
        Action evaluate = () => Accuracy.FromLabels(Linker.Create(Model, People), [new LabelledPair("1", "77", true)]);

        evaluate.Should().Throw<LinkageException>().WithMessage("*77*");
    }
}
