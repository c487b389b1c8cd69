using System.Globalization;
using System.Text;
using CsCheck;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Tests.Features.Records.Values;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("1995-08-23", "1995-08-23")]
    [InlineData("1995-08-23T00:00:00", "1995-08-23")]
    [InlineData("8/23/1995", "1995-08-23")]
    [InlineData("08/23/95", "1995-08-23")]
    [InlineData("23-AUG-95", "1995-08-23")]
    [InlineData("23 ago 1995", "1995-08-23")]
    [InlineData("23 de agosto de 1995", "1995-08-23")]
    [InlineData("August 23, 1995", "1995-08-23")]
    [InlineData("3-OCT-2012", "2012-10-03")]
    [InlineData("1995-AUG-23", "1995-08-23")]
    [InlineData("23/08/1995", "1995-08-23")]
    [InlineData("19950823", "1995-08-23")]
    [InlineData("6/27/2019 7:57:00 PM", "2019-06-27")]
    [InlineData("43101", "2018-01-01")]
    [InlineData("43101.5", "2018-01-01")]
    [InlineData("00/00/1990", "1990")]
    [InlineData("XX/XX/1990", "1990")]
    [InlineData("1990-00-00", "1990")]
    [InlineData("1990-05-00", "1990-05")]
    [InlineData("05/??/1990", "1990-05")]
    [InlineData("1990", "1990")]
    [InlineData("May-18", "2018-05")]
    [InlineData("2/29/2000", "2000-02-29")]
    public void TryParse_AsWritten_GivesWhatIsKnown(string written, string expected)
    {
        PartialDate.TryParse(Encoding.UTF8.GetBytes(written), out PartialDate date).Should().BeTrue();

        date.ToString().Should().Be(expected);
        date.Exact.Should().Be(expected.Length == 10 ? DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2/29/2001")]
    [InlineData("13/13/2001")]
    [InlineData("4/31/2001")]
    [InlineData("(b)(6)")]
    [InlineData("unknown")]
    [InlineData("K")]
    [InlineData("1/2/3/4")]
    [InlineData("99999999")]
    [InlineData("12:30")]
    public void TryParse_NoDate_Fails(string written) =>
        PartialDate.TryParse(Encoding.UTF8.GetBytes(written), out _).Should().BeFalse();

    [Fact]
    public void TryParse_TwoDigitYear_IsNotAfterTheRecord()
    {
        PartialDate.TryParse("5/1/19"u8, out PartialDate parent, latestYear: 2018).Should().BeTrue();
        PartialDate.TryParse("5/1/17"u8, out PartialDate child, latestYear: 2018).Should().BeTrue();

        (parent.Year, child.Year).Should().Be((1919, 2017));
        parent.Reading.Should().Be(DateReading.TwoDigitYear);
    }

    [Fact]
    public void TryParse_UncertainText_ReportsItsAssumptions()
    {
        PartialDate placeholder = Read("01/01/1990");
        PartialDate swappable = Read("3/4/1990");
        PartialDate dayFirst = Read("23/4/1990");

        placeholder.MayBePlaceholder.Should().BeTrue();
        swappable.Swapped.Should().Be(new DateOnly(1990, 4, 3));
        dayFirst.Reading.Should().Be(DateReading.DayFirst);
        dayFirst.Swapped.Should().BeNull();
    }

    [Fact]
    public void TryParse_EveryDayInEveryForm_GivesThatDay() =>
        Gen.DateOnly[new DateOnly(1930, 1, 1), new DateOnly(2029, 12, 31)].Sample(day =>
            ((string[])["yyyy-MM-dd", "M/d/yyyy", "MM/dd/yyyy", "dd-MMM-yyyy", "d MMMM yyyy", "yyyyMMdd", "MMMM d, yyyy", "yyyy/MM/dd"]).All(form =>
                PartialDate.TryParse(Encoding.UTF8.GetBytes(day.ToString(form, CultureInfo.InvariantCulture)), out PartialDate date) && date.Exact == day));

    [Fact]
    public void TryParse_AnyBytes_NeverFails() =>
        Gen.Byte.Array[0, 40].Sample(bytes => PartialDate.TryParse(bytes, out PartialDate date) ? date.ToString().Length >= 4 : date == default);

    [Theory]
    [InlineData("6/27/2019 7:57:00 PM", "2019-06-27T19:57:00")]
    [InlineData("2019-06-27 07:57", "2019-06-27T07:57:00")]
    [InlineData("43101.75", "2018-01-01T18:00:00")]
    [InlineData("6/27/2019", "2019-06-27T00:00:00")]
    public void LocalTime_AsWritten_IsRead(string written, string expected)
    {
        LocalTime.TryParse(Encoding.UTF8.GetBytes(written), out DateTime local).Should().BeTrue();

        local.ToString("s", CultureInfo.InvariantCulture).Should().Be(expected);
    }

    private static PartialDate Read(string written) =>
        PartialDate.TryParse(Encoding.UTF8.GetBytes(written), out PartialDate date) ? date : throw new ArgumentException(written);
}
