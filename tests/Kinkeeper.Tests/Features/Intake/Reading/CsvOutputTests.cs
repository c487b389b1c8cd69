using System.Text;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Tests.Features.Intake.Reading;

public sealed class CsvOutputTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@sum", "\"'@sum\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("'=x", "\"''=x\"")]
    [InlineData("'Aqab'al", "'Aqab'al")]
    [InlineData("Ana", "Ana")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("", "")]
    public void Row_PossibleFormula_IsMarked(string value, string written) =>
        Write(output => output.Row(value, "x")).Should().Be(written + ",x\n");

    [Fact]
    public void Row_LongerThanTheBuffer_IsWrittenWhole() =>
        Write(output => output.Row(new string('ñ', 300_000))).Should().Be(new string('ñ', 300_000) + "\n");

    private static string Write(Action<CsvOutput> write)
    {
        MemoryStream stream = new();
        using (CsvOutput output = new(stream, leaveOpen: true))
        {
            write(output);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
