using System.Text;
using CsCheck;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Tables;

public sealed class CsvTableTests
{
    private static readonly string[] Header = ["a", "b", "c"];

    [Fact]
    public void Read_WrittenRows_ReturnsThem() => RandomText.Nullable(RandomText.Any).Array[3].Array[0, 40].Sample(
        rows =>
        {
            StringBuilder csv = new("a,b,c\r\n");
            foreach (string?[] row in rows)
            {
                csv.AppendJoin(',', row.Select((value, at) => value is null ? (at == 0 ? "\"\"" : "")
                    : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
            }

            Table table = Read(Encoding.UTF8.GetBytes(csv.ToString()));

            table.Rows.Should().Be(rows.Length);
            for (int row = 0; row < rows.Length; row++)
            {
                Header.Select(column => table.Value(row, column)).Should()
                    .Equal(rows[row].Select(value => string.IsNullOrEmpty(value) ? null : value));
            }
        },
        iter: 1000);

    [Fact]
    public void Read_RandomBytes_GivesATableOrOneSentence() =>
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.OneOf((byte)'a', (byte)',', (byte)'"', (byte)'\n', (byte)'\r', (byte)0).Array[0, 60]).Sample(
        bytes =>
        {
            try
            {
                Table table = Read(bytes);
                table.Columns.Should().OnlyContain(column => column.Ids.Length >= table.Rows);
            }
            catch (LinkageException problem)
            {
                problem.Message.Should().Contain("people").And.EndWith(".");
            }
        },
        iter: 20_000);

    /// <summary>Reads records that cross the ends of the pieces that the file is read in.</summary>
    [Fact]
    public void Read_StreamInSmallPieces_GivesTheSameTable()
    {
        byte[] csv = Encoding.UTF8.GetBytes(
            "\uFEFFid,name\n" + string.Concat(Enumerable.Range(0, 60_000).Select(n => $"{n},\"Ñandú {n % 700},\"\"{n % 3}\"\"\"\r\n")));

        Table whole = Read(csv);
        using TricklingStream trickle = new(csv);
        Table trickled = CsvTable.Read(trickle, "people", cancellation: TestContext.Current.CancellationToken);

        whole.Rows.Should().Be(60_000);
        whole.Value(59_999, "name").Should().Be("Ñandú 499,\"2\"");
        trickled.Rows.Should().Be(60_000);
        Enumerable.Range(0, 60_000).Count(row => whole.Value(row, "name") != trickled.Value(row, "name")).Should().Be(0);
    }

    [Fact]
    public void Read_LastLineWithoutBreak_IsARecord() => Read("id,name\n1,ana"u8.ToArray()).Value(0, "name").Should().Be("ana");

    [Fact]
    public void Read_BlankLines_AreSkipped() => Read("id,name\n1,ana\n\n2,eva\n\n"u8.ToArray()).Rows.Should().Be(2);

    private static Table Read(byte[] csv) =>
        CsvTable.Read(new MemoryStream(csv), "people", cancellation: TestContext.Current.CancellationToken);

    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1021)]);
    }
}
