using System.Globalization;
using System.Text;
using CsCheck;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Tests.Features.Records.Values;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2018-04-21T19:33:00Z", "2018-04-21T19:33:00.0000000+00:00")]
    [InlineData("2018-04-21T19:33Z", "2018-04-21T19:33:00.0000000+00:00")]
    [InlineData("2018-04-21 19:33:00.125-06:00", "2018-04-21T19:33:00.1250000-06:00")]
    [InlineData("2018-04-21t19:33:00+0530", "2018-04-21T19:33:00.0000000+05:30")]
    [InlineData("2018-04-21T19:33:00-07", "2018-04-21T19:33:00.0000000-07:00")]
    public void TryParse_WithOffset_KeepsIt(string written, string expected)
    {
        Instant.TryParse(Encoding.UTF8.GetBytes(written), out DateTimeOffset instant).Should().BeTrue();

        instant.ToString("O", CultureInfo.InvariantCulture).Should().Be(expected);
    }

    [Theory]
    [InlineData("", InstantProblem.Empty)]
    [InlineData("2018-04-21", InstantProblem.NoTime)]
    [InlineData("2018-04-21T19:33:00", InstantProblem.NoOffset)]
    [InlineData("2018-04-21T19:33", InstantProblem.NoOffset)]
    [InlineData("2018-02-30T19:33:00Z", InstantProblem.NotAnInstant)]
    [InlineData("2018-04-21T24:00:00Z", InstantProblem.NotAnInstant)]
    [InlineData("2018-04-21T19:33:00+15:00", InstantProblem.NotAnInstant)]
    [InlineData("2018-04-21T19:33:00Zulu", InstantProblem.NotAnInstant)]
    [InlineData("2018-04-21T19:33:00.Z", InstantProblem.NotAnInstant)]
    [InlineData("0001-01-01T00:00:00+14:00", InstantProblem.NotAnInstant)]
    [InlineData("4/21/2018 7:33 PM", InstantProblem.NotAnInstant)]
    public void WhyNot_Others_NamesTheProblem(string written, InstantProblem expected) =>
        Instant.WhyNot(Encoding.UTF8.GetBytes(written)).Should().Be(expected);

    [Fact]
    public void TryParse_EveryRoundTripForm_GivesTheInstant() =>
        Gen.DateTimeOffset.Sample(instant =>
            Instant.TryParse(Encoding.UTF8.GetBytes(instant.ToString("O", CultureInfo.InvariantCulture)), out DateTimeOffset read) && read.EqualsExact(instant));

    [Fact]
    public void TryParse_AnyBytes_NeverFails() =>
        Gen.Byte.Array[0, 40].Sample(bytes => Instant.TryParse(bytes, out _) == (Instant.WhyNot(bytes) == InstantProblem.None));
}
