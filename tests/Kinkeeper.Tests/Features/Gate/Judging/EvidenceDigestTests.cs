using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Tests.Features.Records.Fields;

namespace Kinkeeper.Tests.Features.Gate.Judging;

/// <summary>A clearance expires when anything changes that it rests on. A field that the digest forgot would leave it in force.</summary>
public sealed class EvidenceDigestTests
{
    public static TheoryData<string> Names => [.. EvidenceFields.All.Select(one => one.Source.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Digest_ChangesWithEachFieldOfADecision(string name)
    {
        Of(name, 0).Should().NotEqual(Of(name, 1));
        Of(name, 0).Should().Equal(Of(name, 0));
    }

    private static byte[] Of(string changed, int value)
    {
        PersonFile parent = new(new PersonId(1));
        FamilyFile family = new(parent, new PersonFile(new PersonId(2)));
        parent.AsParent.Add(family);
        family.Decisions.Add(Decision.Of(field =>
        {
            int which = field.Source.Name == changed ? value : 0;
            return field.Field.Kind == FieldKind.Presence ? which : DecisionFieldsTests.Value(field.Field.Kind, which);
        }));
        return EvidenceDigest.Of(parent, new HashSet<PersonId>(), lifted: null);
    }
}
