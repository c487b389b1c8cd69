using Kinkeeper.Linkage.Names;

namespace Kinkeeper.Linkage.Tests.Names;

public sealed class UncertainDateTests
{
    [Theory]
    [InlineData("2012-03-09", "2012-03-09", 5)]
    [InlineData("2012-03-09", "2012-09-03", 4)]
    [InlineData("2012-03-09", "2012-03-19", 4)]
    [InlineData("2012-03-09", "2021-03-09", 4)]
    [InlineData("2012-03-09", "2012", 3)]
    [InlineData("2012-03-09", "2012-03", 3)]
    [InlineData("2012-03-24", "2012-01-01", 3)]
    [InlineData("2012-03-09", "2012-04-01", 2)]
    [InlineData("2012-03-09", "2012-11-24", 1)]
    [InlineData("2012-03-09", "2016-11-24", 0)]
    [InlineData("2012-03-09", "unknown", null)]
    public void Agreement_UncertainDates_GivesTheDegree(string left, string right, int? degree)
    {
        UncertainDate.Agreement(left, right).Should().Be(degree);
        UncertainDate.Agreement(right, left).Should().Be(degree);
    }
}
