using System.Text;
using CsCheck;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Tests.Features.Records.Values;

public sealed class ANumberTests
{
    [Theory]
    [InlineData("A201200000", "201200000")]
    [InlineData("201200000", "201200000")]
    [InlineData("A76-123-456", "076123456")]
    [InlineData("A# 076 123 456", "076123456")]
    [InlineData("a1234567", "001234567")]
    [InlineData("A012–345–678", "012345678")]
    public void TryParse_WaysOfWritingIt_GiveNineDigits(string written, string expected)
    {
        ANumber.TryParse(Encoding.UTF8.GetBytes(written), out ANumber bytes).Should().BeTrue();
        ANumber.TryParse(written, out ANumber characters).Should().BeTrue();

        bytes.ToString().Should().Be(expected);
        characters.Should().Be(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A123456")]
    [InlineData("A1234567890")]
    [InlineData("000000000")]
    [InlineData("A201.200.000")]
    [InlineData("(b)(6)")]
    [InlineData("A12345678901234567890123456789")]
    public void TryParse_NotOne_Fails(string written)
    {
        ANumber.TryParse(Encoding.UTF8.GetBytes(written), out _).Should().BeFalse();
        ANumber.TryParse(written, out _).Should().BeFalse();
    }

    [Fact]
    public void TryParse_OutputOfToString_GivesTheSame() =>
        Gen.Int[1, 999_999_999].Sample(value => ANumber.TryParse(new ANumber(value).ToString(), out ANumber read) && read.Value == value);
}
