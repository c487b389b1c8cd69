using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Tests.Features.Evidence;

public sealed class DecisionGradingTests
{
    private static readonly DateTimeOffset Departure = new(2018, 6, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly GradingStandard Standard = new((Defects)~0, MinimumMinutes: 60);

    [Fact]
    public void Grade_ACompleteRecord_FindsNothing()
    {
        Grade(Complete()).Should().Be(Defects.None);
    }

    public static TheoryData<string, string> OneThingMissing => new()
    {
        { "form", "no-form" },
        { "options", "options-missing" },
        { "spoken-language", "language-unknown" },
        { "parents-language", "language-unknown" },
        { "interpreter", "no-interpreter" },
        { "form-in-spanish", "form-language" },
        { "information", "no-information" },
        { "child-contact", "no-child-contact" },
        { "counsel", "no-counsel-offer" },
        { "minutes-unknown", "no-time" },
        { "59-minutes", "no-time" },
        { "privacy-unknown", "not-private" },
        { "words", "no-parent-words" },
        { "signature-none", "no-signature" },
        { "signature-empty", "no-signature" },
        { "supervisor", "no-acknowledgement" },
        { "acknowledged-at", "no-acknowledgement" },
        { "supervisor-is-officer", "self-acknowledged" },
        { "acknowledged-at-departure", "acknowledged-after-departure" },
        { "recorded-late", "recorded-late" },
        { "recorded-before-taken", "taken-after-recorded" },
        { "revoked", "revoked" },
    };

    [Theory]
    [MemberData(nameof(OneThingMissing))]
    public void Grade_OneThingMissing_NamesItAndNothingElse(string missing, string code)
    {
        Defect.Codes(Grade(Complete(missing))).Should().Equal(code);
    }

    [Theory]
    [InlineData("60-minutes")]
    [InlineData("signature-refused")]
    [InlineData("other-language-with-interpreter")]
    [InlineData("recorded-24-hours-later")]
    [InlineData("revoked-at-departure")]
    public void Grade_AtTheEdge_FindsNothing(string edge)
    {
        Grade(Complete(edge)).Should().Be(Defects.None);
    }

    [Fact]
    public void Grade_AtTheGate_DoesNotSeeWhatHappenedLater()
    {
        DateTimeOffset at = Departure.AddHours(-10);
        Decision decision = Complete("revoked");

        DecisionGrading.Grade(decision, Vantage.StandingAt(at, Departure), Standard).Should().Be(Defects.None);
        DecisionGrading.Grade(decision, Vantage.StandingAt(Departure.AddHours(-1), Departure), Standard).Should().Be(Defects.Revoked);
    }

    [Fact]
    public void Grade_UnderAPolicyThatAskedForNothing_StillSeesARevocation()
    {
        GradingStandard nothing = new(Defects.None, 0);

        DecisionGrading.Grade(Complete("words"), Vantage.LookingBack(Departure), nothing).Should().Be(Defects.None);
        DecisionGrading.Grade(Complete("revoked"), Vantage.LookingBack(Departure), nothing).Should().Be(Defects.Revoked);
    }

    [Fact]
    public void Defects_EachHaveACode_ASentenceInBothLanguages_AndASource()
    {
        Defect.All.Select(defect => defect.Bit).Should().BeEquivalentTo(Enum.GetValues<Defects>().Where(bit => bit != Defects.None));
        Defect.All.Select(defect => defect.Code).Should().OnlyHaveUniqueItems();
        Defect.All.Should().OnlyContain(defect => defect.English.EndsWith('.') && defect.Spanish.EndsWith('.') && defect.English != defect.Spanish && defect.Citation.Length > 5);
    }

    private static Defects Grade(Decision decision) => DecisionGrading.Grade(decision, Vantage.LookingBack(Departure), Standard);

    private static Decision Complete(string but = "")
    {
        DateTimeOffset taken = Departure.AddDays(-3);
        return new Decision
        {
            DecisionId = "D1",
            Choice = Choice.Remain,
            TakenAt = taken,
            RecordedAt = but switch { "recorded-late" => taken.AddHours(24).AddSeconds(1), "recorded-24-hours-later" => taken.AddHours(24), "recorded-before-taken" => taken.AddMinutes(-1), _ => taken.AddMinutes(20) },
            Form = but == "form" ? null : "parent-decision",
            FormLanguage = but == "form-in-spanish" ? "spa" : "mam",
            SpokenLanguage = but switch { "spoken-language" => null, "interpreter" or "other-language-with-interpreter" => "spa", _ => "mam" },
            ParentLanguage = but == "parents-language" ? null : "mam",
            Interpreter = but == "other-language-with-interpreter" ? "i7" : null,
            InformationGiven = but == "information" ? YesNo.Unknown : YesNo.Yes,
            OptionsOffered = but == "options" ? OptionsOffered.All & ~OptionsOffered.CounselFirst : OptionsOffered.All,
            ChildContactOffered = but == "child-contact" ? YesNo.No : YesNo.Yes,
            CounselOffered = but == "counsel" ? YesNo.No : YesNo.Yes,
            MinutesAllowed = but switch { "minutes-unknown" => null, "59-minutes" => 59, "60-minutes" => 60, _ => 120 },
            Private = but == "privacy-unknown" ? YesNo.Unknown : YesNo.Yes,
            HasParentWords = but != "words",
            Signature = but switch { "signature-none" => Signature.None, "signature-empty" => Signature.NotRecorded, "signature-refused" => Signature.Refused, _ => Signature.Mark },
            Officer = "o1",
            Supervisor = but switch { "supervisor" => null, "supervisor-is-officer" => "O1", _ => "s2" },
            AcknowledgedAt = but switch { "acknowledged-at" => null, "acknowledged-at-departure" => Departure, _ => taken.AddHours(3) },
            RevokedAt = but switch { "revoked" => Departure.AddHours(-2), "revoked-at-departure" => Departure, _ => null },
        };
    }
}
