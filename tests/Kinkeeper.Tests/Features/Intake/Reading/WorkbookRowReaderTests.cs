using System.IO.Compression;
using Kinkeeper.Platform;
using MiniExcelLibs;

namespace Kinkeeper.Tests.Features.Intake.Reading;

public sealed class WorkbookRowReaderTests
{
    private const string Open = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""";
    private const string Header = """<row r="7"><c r="A7" t="inlineStr"><is><t>name</t></is></c><c r="B7" t="inlineStr"><is><t>born</t></is></c></row>""";
    private const string Close = "</sheetData></worksheet>";

    [Fact]
    public void Read_WorkbookOfAnotherLibrary_GivesItsCells()
    {
        using FileOnDisk file = new("table.xlsx", stream => stream.SaveAs(Enumerable.Range(0, 3000).Select(row => new { name = $"Ana {row} <&> ñ", born = row })));

        List<CsvRowReaderTests.Row> rows = CsvRowReaderTests.ReadFile(file.Path);

        rows.Should().HaveCount(3000);
        rows[2999].Cells.Should().Equal("Ana 2999 <&> ñ", "2999");
        rows[2999].Line.Should().Be(3001);
    }

    [Fact]
    public void Read_EveryKindOfCell_GivesItsValueAsStored()
    {
        string sheet = Open
            + """<row r="1"><c r="A1" t="s"><v>0</v></c></row>"""
            + Header
            + """<row r="9"><c r="A9" t="s"><v>1</v></c><c r="B9"><v>43101.5</v></c></row>"""
            + """<row r="10"><c r="B10" t="b"><v>1</v></c></row>"""
            + """<row><c t="str"><f>1+1</f><v>two</v></c><c t="e"><v>#N/A</v></c></row>"""
            + """<row r="12"><c r="A12"/><c r="B12"/></row>"""
            + Close;
        using FileOnDisk file = FileOnDisk.Workbook(sheet, """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Title</t></si><si><r><t>Ana</t></r><r><t xml:space="preserve"> Pop_x000D_</t></r><rPh><t>x</t></rPh></si></sst>""");

        List<CsvRowReaderTests.Row> rows = CsvRowReaderTests.ReadFile(file.Path);

        rows.Select(row => (row.Line, string.Join('|', row.Cells))).Should().Equal((9, "Ana Pop\r|43101.5"), (10, "|TRUE"), (11, "two|#N/A"));
        rows[0].Raw.Should().Be("\"Ana Pop\r\",43101.5");
    }

    [Fact]
    public void Read_LongTableCutIntoSheets_GivesAllOfThem()
    {
        using FileOnDisk file = new("table.xlsx", stream => stream.SaveAs(new Dictionary<string, object>
        {
            ["FY18"] = new[] { new { name = "Ana", born = 1 } },
            ["Codes"] = new[] { new { code = "BLK", meaning = "black" } },
            ["FY19"] = new[] { new { name = "Eva", born = 2 } },
        }));

        CsvRowReaderTests.ReadFile(file.Path).Select(row => row.Cells[0]).Should().Equal("Ana", "Eva");
    }

    [Fact]
    public void Open_SheetsWithDifferentColumns_IsRefused()
    {
        using FileOnDisk file = new("table.xlsx", stream => stream.SaveAs(new Dictionary<string, object>
        {
            ["FY18"] = new[] { new { name = "Ana", born = 1 } },
            ["FY19"] = new[] { new { name = "Eva", born = 2, sex = "F" } },
        }));

        Refused(file).Code.Should().Be("file-different-sheets");
    }

    [Fact]
    public void Read_BombThatDeclaresItself_IsRefusedBeforeReading()
    {
        using FileOnDisk file = FileOnDisk.Workbook(Open + Header + new string(' ', 64 << 20) + Close);

        Refused(file).Code.Should().Be("file-expands");
    }

    [Fact]
    public void Read_BombThatDeclaresItselfSmall_IsRefusedWhileReading()
    {
        using FileOnDisk file = FileOnDisk.Workbook(Open + Header + new string(' ', 64 << 20) + Close);
        DeclareExpandedSizes(file.Path, 1000);

        Refused(file).Code.Should().BeOneOf("file-expands", "file-broken", "file-unwieldy");
    }

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        using FileOnDisk file = FileOnDisk.Workbook(Open + Header + deep + Close);

        Refused(file).Sentence.Should().Contain("nested");
    }

    [Fact]
    public void Read_EntitiesAndDocumentTypes_AreRefused()
    {
        using FileOnDisk file = FileOnDisk.Workbook("""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>""" + Open + Header + "<row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row>" + Close);

        Refused(file).Code.Should().Be("file-broken");
    }

    [Fact]
    public void Read_GiantAttribute_IsRefusedBeforeItIsCollected()
    {
        using FileOnDisk file = FileOnDisk.Workbook(Open + Header + $"<row x=\"{new string('x', 24 << 20)}\"/>" + Close);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file).Code.Should().Be("file-unwieldy");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(96 << 20);
    }

    [Fact]
    public void Read_GiantCell_IsAnUnusableRowAndReadingGoesOn()
    {
        using FileOnDisk file = FileOnDisk.Workbook(
            Open + Header + $"<row r=\"8\"><c t=\"inlineStr\"><is><t>{new string('x', 3 << 20)}</t></is></c></row><row r=\"9\"><c t=\"inlineStr\"><is><t>Eva</t></is></c></row>" + Close);

        List<CsvRowReaderTests.Row> rows = CsvRowReaderTests.ReadFile(file.Path);

        rows[0].Problem.Should().Contain("longer than");
        rows[1].Cells.Should().Equal("Eva");
    }

    [Fact]
    public void Open_DatesFrom1904_IsRefused()
    {
        using FileOnDisk file = FileOnDisk.Workbook(Open + Header + Close, book: """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);

        Refused(file).Code.Should().Be("file-1904-dates");
    }

    [Fact]
    public void Open_ArchiveThatIsNoWorkbook_IsRefused()
    {
        using FileOnDisk file = new("table.xlsx", stream =>
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Create);
            using Stream part = archive.CreateEntry("table.csv").Open();
            part.Write("name,born\n"u8);
        });

        Refused(file).Sentence.Should().Contain("unpack it");
    }

    [Fact]
    public void Read_AnyByteChanged_GivesRowsOrARefusal()
    {
        using FileOnDisk sound = new("sound.xlsx", stream => stream.SaveAs(Enumerable.Range(0, 40).Select(row => new { name = $"Ana {row}", born = row })));
        Damaged.EveryWay(File.ReadAllBytes(sound.Path), "table.xlsx");
    }

    private static Refusal Refused(FileOnDisk file)
    {
        Action reading = () => CsvRowReaderTests.ReadFile(file.Path, keep: 3);
        return reading.Should().Throw<RefusalException>().Which.Refusal;
    }

    /// <summary>Overwrites the uncompressed size of every entry in the archive's central directory.</summary>
    private static void DeclareExpandedSizes(string path, int size)
    {
        byte[] bytes = File.ReadAllBytes(path);
        for (int at = 0; at < bytes.Length - 4; at++)
        {
            if (bytes.AsSpan(at, 4).SequenceEqual("PK\x01\x02"u8))
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(at + 24, 4), size);
            }
        }

        File.WriteAllBytes(path, bytes);
    }
}
