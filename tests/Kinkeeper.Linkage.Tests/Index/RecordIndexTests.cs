using Kinkeeper.Linkage.Index;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Persons;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Index;

public sealed class RecordIndexTests
{
    [Fact]
    public void Find_SamePersonWithOtherSpelling_IsTheCredibleCandidate()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Identity(3), PersonRecords.Of(
            ["cbp:1", "Ana María", "López García", "1990-05-02", "F", "GTM", "A200-000-001", "Mam", "E1", "F1",
                "2018-05-01T10:00:00Z", "", "", "adult"],
            ["cbp:2", "Pedro", "Tum", "1985-01-01", "M", "GTM", "", "K'iche'", "E2", "", "2018-05-03T10:00:00Z", "", "", "adult"],
            ["cbp:3", "Luz", "López Tum", "2012-03-09", "F", "GTM", "", "Mam", "E1", "F1", "2018-05-01T10:00:00Z", "", "", "minor"]));

        CandidateAnswer answer = index.Find(
            ["ice:9", "Ana", "Lopes Garcia", "1990-02-05", "F", "GTM", "200000001", "", "", "", "", "", "", "adult"]);

        answer.NoCredibleCandidate.Should().BeFalse();
        answer.Candidates[0].Id.Should().Be("cbp:1");
        answer.Candidates[0].Explanation.Probability.Should().BeGreaterThan(0.99);
        answer.Candidates[0].Explanation.Evidence.Single(e => e.Field == "date_of_birth").Level.Should()
            .Be("day and month exchanged or one digit off");
        index.Count.Should().Be(3);
    }

    [Fact]
    public void Find_UnknownPerson_HasNoCredibleCandidate()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Identity(2), PersonRecords.Of(
            ["cbp:1", "Ana María", "López García", "1990-05-02", "F", "GTM", "", "Mam", "E1", "F1", "", "", "", "adult"],
            ["cbp:2", "Pedro", "Tum", "1985-01-01", "M", "GTM", "", "K'iche'", "E2", "", "", "", "", "adult"]));

        CandidateAnswer answer = index.Find(["ice:9", "Carlos", "Mejía", "1979-12-31", "M", "HND", "", "", "", "", "", "", "", "adult"]);

        answer.NoCredibleCandidate.Should().BeTrue();
    }

    [Fact]
    public void Find_RecordAddedLater_IsFound()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Identity(1000), PersonRecords.Of());
        string[] ana = ["cbp:1", "Ana", "López García", "1990-05-02", "F", "GTM", "200000001", "", "", "", "", "", "", "adult"];

        index.Find(ana).Candidates.Should().BeEmpty();
        index.Add(ana);

        index.Find(["ice:9", .. ana[1..]]).Candidates.Single().Id.Should().Be("cbp:1");
        index.Find(0).Candidates.Should().BeEmpty("a record is no candidate for itself");
    }

    [Fact]
    public void Find_ChildAndParent_FindEachOther()
    {
        RecordIndex index = RecordIndex.Build(PersonModels.Kinship(4, LinkType.DedupeOnly), PersonRecords.Of(
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
}
