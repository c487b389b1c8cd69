using Kinkeeper.Linkage.Index;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Persons;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Persons;

public sealed class PersonModelsTests
{
    [Fact]
    public void Score_KinshipBetweenTables_FindsWhatTheIndexFinds()
    {
        string[][] adults =
        [
            ["cbp:1", "Ana María", "López García", "1990-05-02", "F", "GTM", "", "Mam", "", "F1", "", "", "Luz López Tum", "adult"],
            ["cbp:2", "Pedro", "Tum Ajcuc", "1985-01-01", "M", "GTM", "", "K'iche'", "E2", "", "", "", "", "adult"],
        ];
        string[][] minors =
        [
            ["orr:1", "Luz", "López Tum", "2012-03-09", "F", "GTM", "", "Mam", "", "", "", "Ana López García;Pedro Tum", "", "minor"],
            ["orr:2", "Óscar", "Mejía", "2010-11-01", "M", "HND", "", "", "", "F1", "", "", "", "minor"],
        ];
        Linker linker = Linker.Create(PersonModels.Kinship(4), PersonRecords.Of("adults", adults), PersonRecords.Of("minors", minors));

        IReadOnlyList<ScoredPair> pairs = linker.Score(cancellation: TestContext.Current.CancellationToken);

        pairs.Select(pair => $"{linker.Id(pair.Left)} {linker.Id(pair.Right)}").Order(StringComparer.Ordinal)
            .Should().Equal("adults|cbp:1 minors|orr:1", "adults|cbp:1 minors|orr:2", "adults|cbp:2 minors|orr:1");
        RecordIndex index = RecordIndex.Build(PersonModels.Kinship(4, LinkType.DedupeOnly), PersonRecords.Of([.. adults, .. minors]));
        foreach (ScoredPair pair in pairs)
        {
            Candidate candidate = index.Find(pair.Left, RecordPlace.Left).Candidates.Single(candidate => candidate.Row == pair.Right);
            candidate.Explanation.Weight.Should().BeApproximately(pair.Weight, 1e-12);
        }
    }

    [Fact]
    public void Save_OwnModel_KeepsItsComparisonsUnderItsOwnKey()
    {
        LinkageModel model = PersonModels.Identity(1000);

        LinkageModel read = LinkageModel.Parse(model.ToJson());

        read.Comparisons.Should().HaveCount(model.Comparisons.Count);
        read.Comparisons.Should().OnlyContain(comparison => comparison.IsExtension);
        read.BlockingRules.Select(rule => rule.Sql).Should().Equal(model.BlockingRules.Select(rule => rule.Sql));
    }
}
