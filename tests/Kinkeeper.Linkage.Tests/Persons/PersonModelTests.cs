using Kinkeeper.Linkage.Index;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Persons;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Tests.Persons;

public sealed class PersonModelTests
{
    [Fact]
    public void Find_SamePersonWithOtherSpelling_IsTheCredibleCandidate()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Identity(3), Records(
            ["cbp:1", "Ana María", "López García", "1990-05-02", "F", "GTM", "A200-000-001", "Mam", "E1", "F1", "2018-05-01T10:00:00Z", "", "", "adult"],
            ["cbp:2", "Pedro", "Tum", "1985-01-01", "M", "GTM", "", "K'iche'", "E2", "", "2018-05-03T10:00:00Z", "", "", "adult"],
            ["cbp:3", "Luz", "López Tum", "2012-03-09", "F", "GTM", "", "Mam", "E1", "F1", "2018-05-01T10:00:00Z", "", "", "minor"]));

        CandidateAnswer answer = index.Find(["ice:9", "Ana", "Lopes Garcia", "1990-02-05", "F", "GTM", "200000001", "", "", "", "", "", "", "adult"]);

        answer.NoCredibleCandidate.Should().BeFalse();
        answer.Candidates[0].Id.Should().Be("cbp:1");
        answer.Candidates[0].Explanation.Probability.Should().BeGreaterThan(0.99);
        answer.Candidates[0].Explanation.Evidence.Single(e => e.Field == "date_of_birth").Level.Should().Be("day and month exchanged or one digit off");
        index.Count.Should().Be(3);
    }

    [Fact]
    public void Find_NobodyInTheIndex_SaysSo()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Identity(2), Records(
            ["cbp:1", "Ana María", "López García", "1990-05-02", "F", "GTM", "", "Mam", "E1", "F1", "", "", "", "adult"],
            ["cbp:2", "Pedro", "Tum", "1985-01-01", "M", "GTM", "", "K'iche'", "E2", "", "", "", "", "adult"]));

        CandidateAnswer answer = index.Find(["ice:9", "Carlos", "Mejía", "1979-12-31", "M", "HND", "", "", "", "", "", "", "", "adult"]);

        answer.NoCredibleCandidate.Should().BeTrue();
    }

    [Fact]
    public void Find_RecordAddedLater_IsFound()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Identity(1000), Records());
        string[] ana = ["cbp:1", "Ana", "López García", "1990-05-02", "F", "GTM", "200000001", "", "", "", "", "", "", "adult"];

        index.Find(ana).Candidates.Should().BeEmpty();
        index.Add(ana);

        index.Find(["ice:9", .. ana[1..]]).Candidates.Single().Id.Should().Be("cbp:1");
        index.Find(0).Candidates.Should().BeEmpty("a record is no candidate for itself");
    }

    [Fact]
    public void Find_ChildAndParent_MeetFromBothSides()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Kinship(4, LinkType.DedupeOnly), Records(
            ["cbp:1", "Ana María", "López García", "1990-05-02", "F", "GTM", "", "Mam", "", "", "", "", "Luz López Tum", "adult"],
            ["cbp:2", "Pedro", "Tum Ajcuc", "1985-01-01", "M", "GTM", "", "K'iche'", "E2", "", "", "", "", "adult"],
            ["orr:1", "Luz", "López Tum", "2012-03-09", "F", "GTM", "", "Mam", "", "", "", "Ana López García;Pedro Tum", "", "minor"],
            ["orr:2", "Óscar", "Mejía", "2010-11-01", "M", "HND", "", "", "", "", "", "", "", "minor"]));

        CandidateAnswer children = index.Find(0, RecordPlace.Left);
        CandidateAnswer parents = index.Find(2, RecordPlace.Right);

        children.Candidates.Select(candidate => candidate.Id).Should().Equal("orr:1");
        children.NoCredibleCandidate.Should().BeFalse();
        parents.Candidates.Select(candidate => candidate.Id).Should().Equal("cbp:1", "cbp:2");
    }

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
        Linker linker = Linker.Create(PersonModels.Kinship(4), Records("adults", adults), Records("minors", minors));

        IReadOnlyList<ScoredPair> pairs = linker.Score(cancellation: TestContext.Current.CancellationToken);

        pairs.Select(pair => $"{linker.Id(pair.Left)} {linker.Id(pair.Right)}").Order(StringComparer.Ordinal)
            .Should().Equal("adults|cbp:1 minors|orr:1", "adults|cbp:1 minors|orr:2", "adults|cbp:2 minors|orr:1");
        RecordIndex index = RecordIndex.Build(PersonModels.Kinship(4, LinkType.DedupeOnly), Records([.. adults, .. minors]));
        foreach (ScoredPair pair in pairs)
        {
            Candidate candidate = index.Find(pair.Left, RecordPlace.Left).Candidates.Single(candidate => candidate.Row == pair.Right);
            candidate.Explanation.Weight.Should().BeApproximately(pair.Weight, 1e-12);
        }
    }

    [Fact]
    public void Save_OwnModel_KeepsItsComparisonsOutOfSplinksSight()
    {
        LinkageModel model = PersonModels.Identity(1000);

        LinkageModel read = LinkageModel.Parse(model.ToJson());

        read.Comparisons.Should().HaveCount(model.Comparisons.Count);
        read.Comparisons.Should().OnlyContain(comparison => comparison.IsExtension);
        read.BlockingRules.Select(rule => rule.Sql).Should().Equal(model.BlockingRules.Select(rule => rule.Sql));
    }

    private static Table Records(params string[][] records) => Records("records", records);

    private static Table Records(string name, string[][] records)
    {
        Table table = new(name, PersonModels.KinshipColumns);
        foreach (string[] record in records)
        {
            table.Add(record);
        }

        return table;
    }
}
