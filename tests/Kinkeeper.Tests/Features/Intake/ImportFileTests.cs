using System.Text.Json;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Intake;

public sealed class ImportFileTests : IDisposable
{
    private const string Header =
        "source,record_id,a_number,given_names,surnames,date_of_birth,sex,citizenship,language,role,encountered_at,sector,event_number,family_unit_number,stated_children,parent_names_stated,child_names_stated";

    private readonly KinkeeperRun _kinkeeper = new();

    public void Dispose() => _kinkeeper.Dispose();

    [Fact]
    public async Task Import_SameFileTwice_AcceptsNothingTheSecondTime()
    {
        string file = _kinkeeper.Folder.Write("encounters.csv", $"{Header}\ncbp,cbp:1,A201000001,Ana,Pop,1990-01-02,F,GT,mam,adult,2018-05-01T10:00:00Z,RGV,E1,F1,1,,\n");

        JsonElement first = (await _kinkeeper.ImportAsync(file, "encounters")).Json;
        JsonElement second = (await _kinkeeper.ImportAsync(file, "encounters")).Json;

        first.GetProperty("accepted").GetInt32().Should().Be(1);
        second.GetProperty("accepted").GetInt32().Should().Be(0);
        second.GetProperty("unchanged").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Import_SameRowsInAnotherFile_AreUnchanged_AndAChangedRowLeavesATrace()
    {
        await _kinkeeper.ImportTextAsync("encounters", $"{Header}\ncbp,cbp:1,,Ana,Pop,1990-01-02,F,GT,mam,adult,,,,,,,\ncbp,cbp:2,,Eva,Caal,1991-01-02,F,GT,mam,adult,,,,,,,\n");
        JsonElement second = (await _kinkeeper.ImportTextAsync("encounters", $"{Header}\ncbp,cbp:2,,Eva,Caal,1991-01-02,F,GT,mam,adult,,,,,,,\ncbp,cbp:1,,Ana,Pop,1990-01-03,F,GT,mam,adult,,,,,,,\n")).Json;

        second.GetProperty("accepted").GetInt32().Should().Be(1);
        second.GetProperty("unchanged").GetInt32().Should().Be(1);
        DatabaseDump dump = DatabaseDump.Of(_kinkeeper.DataFolder);
        dump.Rows("superseded_rows").Should().ContainSingle().Which.Should().Contain("records:cbp:1");
        dump.Rows("records").Should().HaveCount(2);
    }

    [Fact]
    public async Task Import_UnusableRows_AreListed_AndCanBeCorrectedAndImportedAgain()
    {
        JsonElement answer = (await _kinkeeper.ImportTextAsync(
            "removals",
            "removal_id,record_id,status,departs_at,port,country,manifest\n" +
            "R1,ice:1,executed,2018-05-01T10:00:00Z,AXN,GT,\n" +
            "R2,ice:2,executed,2018-05-01 10:00,AXN,GT,\n" +
            "R3,,flown,2018-05-01T10:00:00Z,AXN,GT,\n")).Json;

        answer.GetProperty("accepted").GetInt32().Should().Be(1);
        answer.GetProperty("rejected").GetInt32().Should().Be(2);
        JsonElement[] rejects = [.. answer.GetProperty("rejects").EnumerateArray()];
        rejects.Select(reject => (reject.GetProperty("row").GetInt32(), reject.GetProperty("column").GetString()))
            .Should().Equal((2, "departs_at"), (3, "record_id"), (3, "status"));
        rejects[0].GetProperty("value").GetString().Should().Be("2018-05-01 10:00");

        string rejectFile = answer.GetProperty("rejectFile").GetString()!;
        string corrected = (await File.ReadAllTextAsync(rejectFile, TestContext.Current.CancellationToken))
            .Replace("2018-05-01 10:00", "2018-05-01T10:00:00-06:00", StringComparison.Ordinal)
            .Replace("R3,,flown", "R3,ice:3,executed", StringComparison.Ordinal);
        JsonElement again = (await _kinkeeper.ImportTextAsync("removals", corrected)).Json;
        again.GetProperty("accepted").GetInt32().Should().Be(2);
        again.GetProperty("rejected").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Import_AnyRow_IsKeptRaw_EvenIfRejected()
    {
        string[] rows = ["R1,ice:1,executed,2018-05-01T10:00:00Z,AXN,GT,", "R2,\"ice:2\",flown,\"2018-05-01\n10:00\",AXN,GT,"];
        await _kinkeeper.ImportTextAsync("removals", $"removal_id,record_id,status,departs_at,port,country,manifest\n{string.Join('\n', rows)}\n");

        DatabaseDump.Of(_kinkeeper.DataFolder).RawRows().Should().Equal(rows);
    }

    [Fact]
    public async Task Import_RowThatNamesARecordNotImportedYet_IsJoinedWhenItArrives()
    {
        await _kinkeeper.ImportTextAsync("removals", "removal_id,record_id,status,departs_at,port,country,manifest\nR1,ice:1,executed,2018-05-01T10:00:00Z,AXN,GT,\n");
        await _kinkeeper.ImportTextAsync("relationships", "source,parent_record_id,child_record_id,kind,basis,as_of,status\norr,ice:1,orr:2,parent,stated,2018-04-01,confirmed\n");
        await _kinkeeper.ImportTextAsync(
            "encounters",
            $"{Header}\norr,orr:2,A201000002,Ana,Pop,2010-01-02,F,GT,mam,minor,,,,,,,\nice,ice:1,A201000001,Eva,Pop,1990-01-02,F,GT,mam,adult,,,,,,,\n");

        JsonElement finding = (await _kinkeeper.RunAsync("review", "--json")).Json.GetProperty("findings")[0];
        finding.GetProperty("parent").GetString().Should().Be("201000001");
        finding.GetProperty("children")[0].GetProperty("child").GetString().Should().Be("201000002");
        finding.GetProperty("class").GetString().Should().Be("undocumented");
    }

    [Fact]
    public async Task Import_SameNumber_IsOnePerson_UnlessNameAndBirthBothDisagree()
    {
        await _kinkeeper.ImportTextAsync(
            "encounters",
            $"{Header}\n" +
            "cbp,cbp:1,A201000001,Ana María,Pop Caal,1990-01-02,F,GT,mam,adult,,,,,,,\n" +
            "ice,ice:1,201000001,ANA,POP,1990-02-01,F,GT,mam,adult,,,,,,,\n" +
            "orr,orr:1,A-201-000-001,Wilmer,Xol,1990-01-02,F,GT,mam,adult,,,,,,,\n" +
            "orr,orr:9,A201000001,Petrona,Choc,1971-12-31,F,GT,mam,adult,,,,,,,\n");

        string[] persons = [.. DatabaseDump.Of(_kinkeeper.DataFolder).Column("records", "person_id")];
        persons[0].Should().Be(persons[1]).And.Be(persons[2]);
        persons[3].Should().NotBe(persons[0]);
    }

    [Fact]
    public async Task Import_DryRun_ChecksEveryRowAndSavesNothing()
    {
        string file = _kinkeeper.Folder.Write("encounters.csv", $"{Header}\ncbp,cbp:1,12,Ana,Pop,1990-01-02,F,GT,mam,adult,,,,,,,\ncbp,cbp:2,,Eva,Pop,1990-01-02,F,GT,mam,adult,,,,,,,\n");

        VerbAnswer answer = await _kinkeeper.RunAsync("import", file, "--as", "encounters", "--dry-run", "--json");

        answer.Json.GetProperty("accepted").GetInt32().Should().Be(1);
        answer.Json.GetProperty("rejected").GetInt32().Should().Be(1);
        answer.Json.GetProperty("rejects")[0].GetProperty("column").GetString().Should().Be("a_number");
        DatabaseDump dump = DatabaseDump.Of(_kinkeeper.DataFolder);
        dump.Rows("records").Should().BeEmpty();
        dump.Rows("imports").Should().BeEmpty();
        dump.Rows("raw_blocks").Should().BeEmpty();
    }

    [Theory]
    [InlineData("removals", "removal_id,record_id,status\nR1,ice:1,executed\n", "departs_at")]
    [InlineData("passengers", "a,b\n1,2\n", "There is no format \"passengers\"")]
    [InlineData("decisions", "", "empty")]
    public async Task Import_UnusableFile_IsRefusedInOneSentence(string format, string text, string named)
    {
        VerbAnswer answer = await _kinkeeper.RunAsync("import", _kinkeeper.Folder.Write("file.csv", text), "--as", format, "--json");

        answer.ExitCode.Should().Be(1);
        answer.Output.Should().BeEmpty();
        answer.Error.Trim().Should().Contain(named).And.NotContain("\n").And.NotContain("Exception");
    }

    [Fact]
    public async Task Import_WithoutFile_IsWrongUsage()
    {
        VerbAnswer answer = await _kinkeeper.RunAsync("import");

        answer.ExitCode.Should().Be(2);
        answer.Error.Should().Contain("kinkeeper import FILE --as FORMAT");
    }
}
