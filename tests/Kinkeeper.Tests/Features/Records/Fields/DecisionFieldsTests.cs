using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Intake.Formats.Exchange;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Records.Fields;

/// <summary>A field of a decision cannot be forgotten: each property is in the list or named as left out, and each field reaches the log.</summary>
public sealed class DecisionFieldsTests
{
    public static TheoryData<string> Names => [.. DecisionFields.All.Select(one => one.Name)];

    /// <summary>A record's key has no words: files write the record's id.</summary>
    public static TheoryData<string> NamesInWords => [.. DecisionFields.All.Where(one => one.Kind != FieldKind.Record).Select(one => one.Name)];

    public static TheoryData<string> InterviewNames => [.. InterviewFields.All.Select(one => one.Name)];

    [Fact]
    public void Properties_OfTheRow_AreAllInTheListOrLeftOut()
    {
        PropertiesOf<DecisionRow>().Should().BeEquivalentTo(DecisionFields.All.Select(field => field.Field.Property).Concat(DecisionFields.LeftOut.Keys));
    }

    [Fact]
    public void Properties_OfTheInterview_AreAllInTheListOrLeftOut()
    {
        PropertiesOf<InterviewRecord>().Should().BeEquivalentTo(InterviewFields.All.Select(field => field.Property).Concat(InterviewFields.LeftOut.Keys));
    }

    [Fact]
    public void Properties_OfTheEvidence_AreAllInTheList()
    {
        PropertiesOf<Decision>().Should().BeEquivalentTo(EvidenceFields.All.Select(field => field.Field.Property));
    }

    [Fact]
    public void Fields_AreEvidenceOrLeftOutOfIt()
    {
        EvidenceFields.All.Select(field => field.Source.Name).Concat(EvidenceFields.LeftOut.Keys).Should().BeEquivalentTo(DecisionFields.All.Select(field => field.Name));
    }

    [Fact]
    public void Columns_AreThoseOfTheContract()
    {
        string.Join(',', new DecisionsFormat().Columns).Should().Be(
            "decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,form,form_version,form_language,spoken_language,parent_language,"
            + "interpreter,interpreter_mode,information_given,options_offered,child_contact_offered,counsel_offered,minutes_allowed,private,parent_words,"
            + "signature,officer,supervisor,acknowledged_at,child_view,revoked_at");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Log_CommitsToEachField(string name)
    {
        DecisionField changed = DecisionFields.Find(name)!;
        Logged(changed, 0).Should().NotBe(Logged(changed, 1));
    }

    [Theory]
    [MemberData(nameof(InterviewNames))]
    public void Log_CommitsToEachFieldOfAnInterview(string name)
    {
        string Logged(int value)
        {
            InterviewRecord interview = new() { Answer = "remain", OptionOrder = "remain,accompany" };
            RecordField<InterviewRecord> field = InterviewFields.All.Single(field => field.Name == name);
            field.Set(interview, Value(field.Kind, value));
            return System.Text.Encoding.UTF8.GetString(LoggedDecision.Write(DecisionFields.Make(field => Value(field.Kind, 0), interview), "p", "c"));
        }

        Logged(0).Should().NotBe(Logged(1));
    }

    [Theory]
    [MemberData(nameof(NamesInWords))]
    public void Words_AreReadBack(string name)
    {
        FieldKind kind = DecisionFields.Find(name)!.Kind;
        foreach (int which in new[] { 0, 1 })
        {
            FieldWords.Read(kind, FieldWords.Of(kind, Value(kind, which)), out FieldValue value).Should().BeNull();
            value.Should().Be(Value(kind, which));
        }
    }

    [Fact]
    public void Copy_HoldsTheWholeInterview()
    {
        InterviewRecord interview = new() { Answer = string.Empty, OptionOrder = string.Empty };
        foreach (RecordField<InterviewRecord> field in InterviewFields.All)
        {
            field.Set(interview, Value(field.Kind, 1));
        }

        interview.Copy().Should().BeEquivalentTo(interview);
    }

    [Fact]
    public void Document_IsTheList()
    {
        string[] expected =
        [
            .. DecisionFields.All.Select(field => $"| `{field.Name}` | {field.Kind} | {field.Field.Meaning} |"),
            .. InterviewFields.All.Select(field => $"| `{field.Name}` | {field.Kind} | {field.Meaning} |"),
        ];
        File.ReadLines(Repository.Locate("docs/decision-fields.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Should().Equal(expected);
    }

    internal static FieldValue Value(FieldKind kind, int which) => kind switch
    {
        FieldKind.Text or FieldKind.Drawing => which == 0 ? "one" : "other",
        FieldKind.Language => which == 0 ? "spa" : "mam",
        FieldKind.Words => which == 0 ? "accompany,remain" : "remain,accompany",
        FieldKind.Instant => (which + 1) * 1_000_000L,
        FieldKind.Choice => which == 0 ? (long)Kinkeeper.Features.Records.Words.Choice.Accompany : (long)Kinkeeper.Features.Records.Words.Choice.Remain,
        _ => which + 1,
    };

    private static string Logged(DecisionField changed, int value)
    {
        DecisionRow row = DecisionFields.Make(field => Value(field.Kind, field == changed ? value : 0));
        (string parent, string child) = (changed == DecisionFields.Parent ? $"p{value}" : "p", changed == DecisionFields.Child ? $"c{value}" : "c");
        return System.Text.Encoding.UTF8.GetString([.. LoggedDecision.Write(row, parent, child), .. LoggedDecision.WriteChildView(row.DecisionId, row.ChildView)]);
    }

    private static IEnumerable<string> PropertiesOf<T>() => typeof(T).GetProperties().Select(property => property.Name);
}
