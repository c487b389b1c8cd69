using System.Text;
using CsCheck;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Csv;
using Kinkeeper.TamperLog.Entries;

namespace Kinkeeper.Tests.Features.Intake.Reading;

public sealed class CsvRowReaderTests
{
    [Theory]
    [InlineData(",")]
    [InlineData("|")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Read_AnySeparator_GivesTheSameCells(string separator)
    {
        List<Row> rows = ReadAll($"name{separator}born\nAna{separator}2001-02-03\n\"López, Juana\"{separator}\n");

        rows.Select(row => string.Join('/', row.Cells)).Should().Equal("Ana/2001-02-03", "López, Juana/");
    }

    [Fact]
    public void Read_PreambleWithQuotesAndBlankLines_StartsAfterTheHeader()
    {
        List<Row> rows = ReadAll("\"U.S. Border Patrol Blaine and Spokane Sectors' Apprehensions\"||\nSource: EID|| \n||\n\"name\"|\"born\"|\"x\"\nAna|1|2\n||\nEva|3|4\n");

        rows.Select(row => (row.Number, row.Line, row.Cells[0])).Should().Equal((1, 5, "Ana"), (2, 7, "Eva"));
    }

    [Fact]
    public void Read_LineBreaksAndQuotesInsideQuotes_AreText()
    {
        List<Row> rows = ReadAll("name,born\r\n\"a\r\nb \"\"c\"\", d\",1\r\nEva,2\r\n");

        rows[0].Cells.Should().Equal("a\r\nb \"c\", d", "1");
        rows[0].Raw.Should().Be("\"a\r\nb \"\"c\"\", d\",1");
        rows[1].Line.Should().Be(4);
        rows[1].Cells.Should().Equal("Eva", "2");
    }

    [Theory]
    [InlineData("name,born\nAna \"la Chata\" Pop,1\n", "Ana \"la Chata\" Pop")]
    [InlineData("name,born\n\"Ana\" Pop,1\n", "Ana Pop")]
    [InlineData("name,born\n \"Ana\",1\n", " \"Ana\"")]
    public void Read_QuotesWhereTheRulesHaveNone_KeepsTheText(string file, string name) =>
        ReadAll(file)[0].Cells[0].Should().Be(name);

    [Fact]
    public void Read_Windows1252InOneRow_ConvertsThatRowOnly()
    {
        byte[] file = [.. "name,born\nMu"u8, 0xF1, .. "oz "u8, 0x96, .. " Casa,1\nMuñoz,2\n"u8];

        List<Row> rows = ReadAll(file);

        rows.Select(row => row.Cells[0]).Should().Equal("Muñoz – Casa", "Muñoz");
        rows[0].Raw.Should().Be("Muñoz – Casa,1");
    }

    [Fact]
    public void Read_ByteOrderMark_IsNotPartOfTheFirstName()
    {
        ReadAll([.. Encoding.UTF8.Preamble, .. "name,born\nAna,1\n"u8]).Should().ContainSingle();
        ReadAll([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("name,born\nMuñoz,1\n")])[0].Cells[0].Should().Be("Muñoz");
        ReadAll(Encoding.Unicode.GetBytes("name,born\nMuñoz,1\n"))[0].Cells[0].Should().Be("Muñoz");
    }

    [Fact]
    public void Read_CarriageReturnsOnly_AreLineBreaks() =>
        ReadAll("name,born\rAna,1\rEva,2").Select(row => row.Cells[0]).Should().Equal("Ana", "Eva");

    [Fact]
    public void Read_ShortAndLongRows_ShortIsPaddedLongIsReported()
    {
        List<Row> rows = ReadAll("name,born,country\nAna\nEva,1,CHINA, PEOPLES REPUBLIC OF\nPaz,2,GT,,\n");

        rows[0].Cells.Should().Equal("Ana");
        rows[0].Problem.Should().BeNull();
        rows[1].Problem.Should().Be("it has 4 cells where the header names 3: a separator inside a cell is not quoted");
        rows[2].Problem.Should().BeNull("empty cells at the end hide nothing");
    }

    [Fact]
    public void Read_UnclosedQuote_LosesOnlyItsLine()
    {
        List<Row> rows = ReadAll("name,born\nAna,1\n\"Eva,2\nPaz,3\n\"Luz\",4\n");

        rows[0].Cells.Should().Equal("Ana", "1");
        rows[1].Problem.Should().Contain("quotation mark");
        rows[1].Line.Should().Be(3);
        rows[1].Raw.Should().Be("\"Eva,2");
        rows[2].Cells.Should().Equal("Paz", "3");
        rows[3].Cells.Should().Equal("Luz", "4");
    }

    [Fact]
    public void Read_UnclosedQuoteFarFromTheEnd_IsGivenUpAfterTheLimit()
    {
        string rest = string.Concat(Enumerable.Range(0, 5000).Select(row => $"Ana {row},{row}\n"));

        List<Row> rows = ReadAll("name,born\n\"Eva,2\n" + rest, new ReadingLimits { RecordBytes = 2000 });

        rows.Should().HaveCount(5001);
        rows.Count(row => row.Problem is not null).Should().Be(1);
    }

    [Fact]
    public void Read_EveryLineOpensAQuote_EndsSoon()
    {
        string hostile = "name,born\n" + string.Concat(Enumerable.Repeat("a\",\"\n", 400_000));

        ReadAll(hostile, keep: 3).Should().HaveCount(3);
    }

    [Fact]
    public void Read_NulBytes_MakeTheRowUnusable()
    {
        List<Row> rows = ReadAll("name,born\nA\0na,1\nEva,2\n");

        rows[0].Problem.Should().Contain("NUL");
        rows[1].Cells.Should().Equal("Eva", "2");
    }

    [Fact]
    public void Read_LineLongerThanTheLimit_IsSkippedInBoundedMemory()
    {
        using FileOnDisk file = new("long.csv", stream =>
        {
            stream.Write("name,born\nAna,1\n"u8);
            byte[] block = new byte[1 << 20];
            block.AsSpan().Fill((byte)'x');
            for (int written = 0; written < 200; written++)
            {
                stream.Write(block);
            }

            stream.Write(",9\nEva,2\n"u8);
        });

        long before = GC.GetAllocatedBytesForCurrentThread();
        List<Row> rows = ReadFile(file.Path);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(16 << 20);
        rows.Should().HaveCount(3);
        rows[1].Problem.Should().Be("it is longer than 1,048,576 bytes");
        rows[1].Raw.Length.Should().Be(1024);
        rows[2].Line.Should().Be(4);
        rows[2].Cells.Should().Equal("Eva", "2");
    }

    [Fact]
    public void Read_Gzip_GivesTheRows()
    {
        using FileOnDisk file = new("a.csv.gz", FileOnDisk.Gzip("name,born\nAna,1\n"u8.ToArray()));

        ReadFile(file.Path).Should().ContainSingle().Which.Cells.Should().Equal("Ana", "1");
    }

    [Fact]
    public void Read_GzipOfSeveralMembers_GivesTheRowsOfAll()
    {
        byte[] member = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(row => $"Ana {row * 7919 % 50_000},{row}\n")));
        using FileOnDisk file = new("a.csv.gz", [.. FileOnDisk.Gzip("name,born\n"u8.ToArray()), .. FileOnDisk.Gzip(member), .. FileOnDisk.Gzip("Eva,2\n"u8.ToArray())]);

        ReadFile(file.Path).Should().HaveCount(50_001).And.Subject.Last().Cells.Should().Equal("Eva", "2");
    }

    [Fact]
    public void Read_GzipCutOff_GivesTheRowsBeforeAndThenSaysSo()
    {
        byte[] whole = FileOnDisk.Gzip(Encoding.UTF8.GetBytes("name,born\n" + string.Concat(Enumerable.Range(0, 200_000).Select(row => $"Ana {row * 7919 % 200_000},{row}\n"))));
        using FileOnDisk file = new("a.csv.gz", whole[..(whole.Length / 2)]);
        using RowReader reader = RowReader.Open(file.Path, IsHeader);
        long rows = 0;

        Action reading = () =>
        {
            while (reader.Read())
            {
                rows++;
            }
        };

        reading.Should().Throw<RefusalException>().WithMessage("*cut off or damaged*complete copy*");
        rows.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Read_GzipThatExpandsWithoutEnd_IsRefused()
    {
        using FileOnDisk file = new("bomb.csv.gz", stream =>
        {
            using System.IO.Compression.GZipStream gzip = new(stream, System.IO.Compression.CompressionLevel.Optimal);
            gzip.Write("name,born\n"u8);
            byte[] block = new byte[1 << 20];
            block.AsSpan().Fill((byte)'x');
            for (int written = 0; written < 64; written++)
            {
                gzip.Write(block);
            }
        });

        Action reading = () => ReadFile(file.Path);

        reading.Should().Throw<RefusalException>().WithMessage("*expands*").Which.Refusal.Code.Should().Be("file-expands");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n1,2\n", "No line of column names")]
    [InlineData("\n\n\n", "No line of column names")]
    public void Open_UnusableFile_SaysWhyAndWhatToDo(string content, string says)
    {
        using FileOnDisk file = new("table.csv", content);

        Action opening = () => RowReader.Open(file.Path, IsHeader).Dispose();

        opening.Should().Throw<RefusalException>().Which.Message.Should().Contain(file.Path).And.Contain(says);
    }

    [Theory]
    [InlineData("table.xlsx", "name,born\n", "file-not-what-it-says")]
    [InlineData("table.csv.gz", "name,born\n", "file-not-what-it-says")]
    [InlineData("table.csv", "%PDF-1.7", "file-pdf")]
    [InlineData("table.csv", "PK\u0003\u0004 and nothing more", "file-broken")]
    [InlineData("table.parquet", "PAR1 and nothing more", "file-broken")]
    [InlineData("table.csv", "\0\0\0\0\0\0\0\0name,born", "file-not-text")]
    public void Open_WrongKind_IsRefusedWithItsCode(string name, string content, string code)
    {
        using FileOnDisk file = new(name, content);

        Action opening = () => RowReader.Open(file.Path, IsHeader).Dispose();

        opening.Should().Throw<RefusalException>().Which.Refusal.Code.Should().Be(code);
    }

    [Fact]
    public void Open_FolderOrMissing_IsRefused()
    {
        Action folder = () => RowReader.Open(Path.GetTempPath(), IsHeader).Dispose();
        Action missing = () => RowReader.Open("/nowhere/at/all.csv", IsHeader).Dispose();

        folder.Should().Throw<RefusalException>().WithMessage("*is a folder*");
        missing.Should().Throw<RefusalException>().WithMessage("There is no file*");
    }

    [Fact]
    public void Read_OutputOfCsvOutput_GivesTheSameValues() =>
        Gen.String[Gen.Char["ab'=+-@,\"\n\r\tñ Q"], 0, 12].Array[3].List[1, 20].Sample(written =>
        {
            using FileOnDisk file = new("ours.csv", stream =>
            {
                using CsvOutput output = new(stream, leaveOpen: true);
                output.Row("name", "born", "x", CsvOutput.ReasonColumn);
                foreach (string[] row in written)
                {
                    output.Row([.. row, "why"]);
                }
            });

            string[][] read = [.. ReadFile(file.Path).Select(row => row.Cells[..3])];
            return read.Length == written.Count && read.Zip(written).All(pair => pair.First.SequenceEqual(pair.Second));
        });

    [Fact]
    public void Read_ApostropheInAnAgencysFile_StaysPartOfTheName() =>
        ReadAll("name,born\n'=Aqab'al,'-1\n")[0].Cells.Should().Equal("'=Aqab'al", "'-1");

    [Fact]
    public void Read_AnyBytes_NeitherFailsNorLosesALine() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            using FileOnDisk file = new("any.csv", [.. "name,born\n"u8, .. bytes]);
            using RowReader reader = RowReader.Open(file.Path, IsHeader);
            long line = 1;
            while (reader.Read())
            {
                reader.LineNumber.Should().BeGreaterThan(line);
                line = reader.LineNumber;
                for (int index = 0; index <= reader.FieldCount; index++)
                {
                    _ = reader.Text(index);
                }
            }
        });

    internal static bool IsHeader(IReadOnlyList<string> cells) => cells.Count >= 2 && cells[0] == "name" && cells[1] == "born";

    internal static List<Row> ReadAll(string content, ReadingLimits? limits = null, int keep = int.MaxValue) =>
        ReadAll(Encoding.UTF8.GetBytes(content), limits, keep);

    private static List<Row> ReadAll(byte[] content, ReadingLimits? limits = null, int keep = int.MaxValue)
    {
        using FileOnDisk file = new("table.csv", content);
        return ReadFile(file.Path, keep, limits);
    }

    internal static List<Row> ReadFile(string path, int keep = int.MaxValue, ReadingLimits? limits = null)
    {
        using RowReader reader = RowReader.Open(path, IsHeader, limits);
        List<Row> rows = [];
        while (reader.Read())
        {
            if (rows.Count < keep)
            {
                rows.Add(new Row(
                    reader.RowNumber,
                    reader.LineNumber,
                    [.. Enumerable.Range(0, reader.FieldCount).Select(reader.Text)],
                    Encoding.UTF8.GetString(reader.Raw),
                    reader.Problem));
            }
        }

        return rows;
    }

    internal sealed record Row(long Number, long Line, string[] Cells, string Raw, string? Problem);
}
