using System.Text;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Tests.Features.Records.Values;

public sealed class CodesTests
{
    [Theory]
    [InlineData("GT", "GT")]
    [InlineData("GTM", "GT")]
    [InlineData("Guatemala", "GT")]
    [InlineData("GUATE", "GT")]
    [InlineData("HONDU", "HN")]
    [InlineData("MEXIC", "MX")]
    [InlineData("MÉXICO", "MX")]
    [InlineData("EL SALVADOR", "SV")]
    [InlineData("CHINA, PEOPLES REPUBLIC OF", "CN")]
    [InlineData("DEM REP OF THE CONGO", "CD")]
    [InlineData("MYANMAR (BURMA)", "MM")]
    [InlineData("IVORY COAST", "CI")]
    [InlineData("ST. LUCIA", "LC")]
    [InlineData("South Korea", "KR")]
    [InlineData("UNITED STATES", "US")]
    public void Country_EverySpelling_GivesItsCode(string written, string expected)
    {
        CountryCode.TryParse(Encoding.UTF8.GetBytes(written), out CountryCode country).Should().BeTrue();

        country.Code.Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OTHER")]
    [InlineData("UNKNOWN")]
    [InlineData("USSR")]
    [InlineData("CONGO")]
    [InlineData("KOREA")]
    [InlineData("C")]
    [InlineData("AUSTR")]
    public void Country_CouldBeNoneOrTwo_IsNotGuessed(string written) =>
        CountryCode.TryParse(Encoding.UTF8.GetBytes(written), out _).Should().BeFalse();

    [Theory]
    [InlineData("Spanish", "spa", null)]
    [InlineData("ESPAÑOL", "spa", null)]
    [InlineData("es", "spa", null)]
    [InlineData("Mam", "mam", null)]
    [InlineData("Mam (Todos Santos)", "mam", "Todos Santos")]
    [InlineData("Mam de Huehuetenango", "mam", "Huehuetenango")]
    [InlineData("K'iche'", "quc", null)]
    [InlineData("QUICHE", "quc", null)]
    [InlineData("Q’eqchi’", "kek", null)]
    [InlineData("Kekchi", "kek", null)]
    [InlineData("Kanjobal", "kjb", null)]
    [InlineData("Q'anjob'al", "kjb", null)]
    [InlineData("Acateco", "knj", null)]
    [InlineData("Ixil", "ixl", null)]
    [InlineData("Haitian Creole", "hat", null)]
    [InlineData("Portuguese", "por", null)]
    [InlineData("quc", "quc", null)]
    public void Language_EverySpelling_GivesItsCode(string written, string code, string? variant)
    {
        LanguageTag.TryParse(Encoding.UTF8.GetBytes(written), out LanguageTag language).Should().BeTrue();

        language.Should().Be(new LanguageTag(code, variant));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mayan")]
    [InlineData("dialect")]
    [InlineData("Spanish, Mam")]
    [InlineData("unknown")]
    public void Language_NotOneKnown_IsNeverTakenForSpanish(string written) =>
        LanguageTag.TryParse(Encoding.UTF8.GetBytes(written), out _).Should().BeFalse();

    [Theory]
    [InlineData("Harlingen (SNA)", "SNA", OfficeKind.Removal)]
    [InlineData("Phoenix, AZ  (PHO)", "PHO", OfficeKind.Removal)]
    [InlineData("El Paso  (ELP)", "ELP", OfficeKind.Removal)]
    [InlineData("BLW", "BLW", OfficeKind.Sector)]
    [InlineData("Rio Grande Valley Sector", "RGV", OfficeKind.Sector)]
    public void Office_EverySpelling_GivesItsCode(string written, string code, OfficeKind kind)
    {
        FieldOffice.TryParse(Encoding.UTF8.GetBytes(written), out FieldOffice office).Should().BeTrue();

        office.Should().Be(new FieldOffice(code, kind));
    }

    [Theory]
    [InlineData("(b)(6),(b)(7)(c )", true)]
    [InlineData("(b)(6)", true)]
    [InlineData("(b)(7)(E )", true)]
    [InlineData("(b)(6), (b)(7)(C)", true)]
    [InlineData("b6 b7c", true)]
    [InlineData("b6, b7(C)", true)]
    [InlineData("(b) (6)", true)]
    [InlineData("[REDACTED]", true)]
    [InlineData("Redacted", true)]
    [InlineData("Withheld in Full (b)(7)(E)", true)]
    [InlineData("", false)]
    [InlineData("B", false)]
    [InlineData("B6X", false)]
    [InlineData("Berta", false)]
    [InlineData("Benito (b)(6)", false)]
    [InlineData("W", false)]
    [InlineData("R2", false)]
    public void Redaction_OnlyIfTheCellHasNothingElse(string written, bool expected) =>
        Redaction.Is(Encoding.UTF8.GetBytes(written)).Should().Be(expected);

    [Theory]
    [InlineData("Zero Tolerance Policy", "zero-tolerance", "zero-tolerance")]
    [InlineData("Parent has Criminal\nhistory (US or Home Country)", "criminal-history", "criminal-history")]
    [InlineData("Parent has both Criminal\n& Immigration history charges (US/Home Country)", "criminal-history", "criminal-history;immigration-history")]
    [InlineData("Parent has Criminal history (US or Home Country);gang affiliation; gang affilatiion; sent for\nimmigraiton proseuction", "criminal-history", "criminal-history;gang-affiliation;immigration-prosecution")]
    [InlineData("Parent has cartel/gang\naffiliation; criminal history.", "gang-affiliation", "criminal-history;gang-affiliation")]
    [InlineData("Unable to verify familial\nrelationship.", "unverified-relationship", "unverified-relationship")]
    [InlineData("Adult Relative‐ Other", "other-relative", "other-relative")]
    [InlineData("Placement into FRC as FAMU, after legal guardianship was verified.", "other", "other")]
    [InlineData("", "not-recorded", "not-recorded")]
    [InlineData("(b)(6)", "not-recorded", "not-recorded")]
    public void SeparationReason_EverySpelling_GivesItsCodes(string written, string first, string all)
    {
        SeparationReason reasons = SeparationReasons.Parse(Encoding.UTF8.GetBytes(written), out SeparationReason named);

        SeparationReasons.Code(named).Should().Be(first);
        SeparationReasons.Codes(reasons).Should().Be(all);
    }

    [Fact]
    public void Answers_BlankIsUnknownAndNeverNo()
    {
        Answers.TryParse(""u8, out YesNo blank).Should().BeTrue();
        Answers.TryParse("N"u8, out YesNo no).Should().BeTrue();
        Answers.TryParse("Sí"u8, out YesNo yes).Should().BeTrue();
        Answers.TryParse("maybe"u8, out YesNo _).Should().BeFalse();
        Answers.TryParse("Femenino"u8, out Sex sex).Should().BeTrue();

        (blank, no, yes, sex).Should().Be((YesNo.Unknown, YesNo.No, YesNo.Yes, Sex.Female));
    }
}
