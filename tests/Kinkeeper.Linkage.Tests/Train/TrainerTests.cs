using System.Globalization;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Linkage.Tests.Train;

/// <summary>Checks training on records whose parameters are known.</summary>
public sealed class TrainerTests
{
    /// <summary>Trains on 4,000 persons, each recorded twice, with values damaged at known rates.</summary>
    [Fact]
    public void Train_RecordsDamagedAtKnownRates_RecoversTheRates()
    {
        double[] damaged = [0.1, 0.25, 0.02, 0.15];
        Table table = Records(damaged, persons: 4000, new Random(11));
        LinkageModel untrained = Models.Of(
            ["l.c0 = r.c0 AND l.c1 = r.c1", "l.c2 = r.c2 AND l.c3 = r.c3", "l.c0 = r.c0 AND l.c2 = r.c2"],
            [.. Enumerable.Range(0, 4).Select(column => Models.Exact($"c{column}"))]) with
        { ProbabilityTwoRandomRecordsMatch = null };

        TrainingResult trained = Trainer.Train(
            untrained, [table], new TrainingOptions
            {
                DeterministicRules = ["l.c0 = r.c0 AND l.c1 = r.c1 AND l.c2 = r.c2"],
                Recall = 0.9 * 0.75 * 0.98
            }, TestContext.Current.CancellationToken);

        double truth = 4000.0 / (8000.0 * 7999 / 2);
        trained.Model.Prior.Should().BeApproximately(truth, 0.05 * truth);
        for (int column = 0; column < 4; column++)
        {
            ComparisonLevel exact = trained.Model.Comparisons[column].Levels[1];
            exact.MProbability.Should().BeApproximately(1 - damaged[column], 0.03, $"m of c{column}");
            double shared = Share(table, $"c{column}");
            exact.UProbability.Should().BeApproximately(shared, 0.05 * shared, $"u of c{column}");
        }
    }

    [Fact]
    public void Train_WithLabels_CountsMFromThem()
    {
        Table table = Models.Numbered("people", ["name", "town"],
            [["ana", "a"], ["ana", "b"], ["eva", "a"], ["eva", "a"], ["ida", "c"], ["ina", "c"], [null, "d"], ["ulf", "d"]]);
        LabelledPair[] labels = [new("1", "2", true), new("3", "4", true), new("5", "6", true), new("7", "8", true), new("1", "8", false)];

        LinkageModel trained = Trainer.Train(
            Models.Of(["l.town = r.town"], Models.Exact("name"), Models.Exact("town")), [table], new TrainingOptions { Labels = labels },
                TestContext.Current.CancellationToken).Model;

        trained.Comparisons[0].Levels[1].MProbability.Should()
            .BeApproximately(2 / 3.0, 1e-12, "two of the three labelled pairs with names agree");
        trained.Comparisons[1].Levels[1].MProbability.Should().Be(0.75);
    }

    [Fact]
    public void Train_AnyNumberOfThreads_GivesTheSameModel()
    {
        Table table = Records([0.1, 0.25, 0.02, 0.15], persons: 1500, new Random(3));
        LinkageModel model = Models.Of(["l.c0 = r.c0 AND l.c1 = r.c1", "l.c2 = r.c2 AND l.c3 = r.c3"],
            [.. Enumerable.Range(0, 4).Select(column => Models.Exact($"c{column}", tf: column == 0 ? "c0" : null))]);
        string Trained(int threads) =>
            Trainer.Train(model, [table], new TrainingOptions { Threads = threads, MostRandomPairs = 200_000, Seed = 5 },
            TestContext.Current.CancellationToken).Model.ToJson();

        Trained(2).Should().Be(Trained(1));
        Trained(5).Should().Be(Trained(1));
    }

    /// <summary>
    /// Checks that EM's share of matches in a block equals the mean probability when the trained model scores the same pairs.
    /// </summary>
    [Fact]
    public void TrainAndScore_OneBlock_GiveTheSameMatchShare()
    {
        Table table = Records([0.1, 0.25, 0.02, 0.15], persons: 1500, new Random(4));
        LinkageModel model = Models.Of(["l.c2 = r.c2"], Models.Exact("c0"), Models.Exact("c1"),
            Models.Exact("c3")) with
        { EmConvergence = 1e-7, MaxIterations = 2000 };

        TrainingResult trained = Trainer.Train(model, [table], cancellation: TestContext.Current.CancellationToken);
        TrainingSession session = trained.Sessions.Should().ContainSingle().Subject;
        session.Converged.Should().BeTrue();
        IReadOnlyList<ScoredPair> pairs = Linker.Create(trained.Model with { ProbabilityTwoRandomRecordsMatch = session.MatchShare }, table)
            .Score(cancellation: TestContext.Current.CancellationToken);

        session.Pairs.Should().Be(pairs.Count);
        pairs.Average(pair => pair.Probability).Should().BeApproximately(session.MatchShare, 1e-4);
    }

    [Fact]
    public void Train_ColumnWithoutValues_AddsANoteAndKeepsTheDefault()
    {
        Table table = Models.Numbered(
            "people", ["name", "town", "empty"], Enumerable.Range(0, 60).Select(n => (string?[])[$"n{n % 25}", $"t{n % 7}", null]));

        TrainingResult trained = Trainer.Train(
            Models.Of(["l.name = r.name", "l.town = r.town"], Models.Exact("name"), Models.Exact("town"), Models.Exact("empty")), [table],
                cancellation: TestContext.Current.CancellationToken);

        trained.Model.Comparisons[2].Levels[1].MProbability.Should().BeNull();
        trained.Notes.Should().Contain(note => note.Contains("\"empty\"") && note.Contains("no pair showed"));
    }

    private static double Share(Table table, string column)
    {
        int[] counts = [.. Enumerable.Range(0, table.Rows).GroupBy(row => table.Value(row, column)).Select(group => group.Count())];
        return counts.Sum(count => (double)count * (count - 1)) / ((double)table.Rows * (table.Rows - 1));
    }

    private static Table Records(double[] damaged, int persons, Random random)
    {
        int[] sizes = [400, 300, 600, 500];
        string Value(int column) => $"v{random.Next(sizes[column])}";
        List<string?[]> rows = [];
        for (int person = 0; person < persons; person++)
        {
            string[] truth = [.. Enumerable.Range(0, 4).Select(Value)];
            rows.Add([.. truth]);
            rows.Add([.. truth.Select((value, column) =>
                random.NextDouble() < damaged[column] ? $"{value}x{random.Next(100_000).ToString(CultureInfo.InvariantCulture)}" : value)]);
        }

        return Models.Numbered("people", ["c0", "c1", "c2", "c3"], rows);
    }
}
