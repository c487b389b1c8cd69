using System.Text;
using System.Text.Json;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate.Manifests;

/// <summary>Tests bad manifests: every readable line is answered, every other line is named and held, none is lost.</summary>
public sealed class BadManifestTests : IAsyncLifetime
{
    private const string Header = "manifest,record_id,a_number,given_names,surnames,date_of_birth,departs_at,port,country\n";
    private const string Good = "F1,case:1,,,,,2024-06-20T14:00:00-05:00,AXN,GT\n";

    private readonly KinkeeperRun _kinkeeper = new();

    public async ValueTask InitializeAsync()
    {
        await _kinkeeper.ImportTextAsync(
            "encounters",
            GateScene.Headers["encounters"] + "\ncase,case:1,A201000001,María,Núñez Peña,1985-05-05,,,,adult,2024-05-01T09:00:00Z,,,,0,,\n");
    }

    public ValueTask DisposeAsync()
    {
        _kinkeeper.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("no departure", "F1,case:1,,,,,,AXN,GT", "departs_at")]
    [InlineData("a departure on 31 June", "F1,case:1,,,,,2024-06-31T14:00:00Z,AXN,GT", "departs_at")]
    [InlineData("a departure at 25 o'clock", "F1,case:1,,,,,2024-06-20T25:00:00Z,AXN,GT", "departs_at")]
    [InlineData("a departure without an offset", "F1,case:1,,,,,2024-06-20T14:00:00,AXN,GT", "departs_at")]
    [InlineData("a departure as a day only", "F1,case:1,,,,,2024-06-20,AXN,GT", "departs_at")]
    [InlineData("born on 30 February", "F1,case:1,,,,1985-02-30,2024-06-20T14:00:00Z,AXN,GT", "date_of_birth")]
    [InlineData("an A-number of twelve digits", "F1,case:1,A201000001234,,,,2024-06-20T14:00:00Z,AXN,GT", "a_number")]
    [InlineData("no manifest", ",case:1,,,,,2024-06-20T14:00:00Z,AXN,GT", "manifest")]
    [InlineData("too many cells", "F1,case:1,,María,Núñez,Peña,1985-05-05,2024-06-20T14:00:00Z,AXN,GT,x", "cells")]
    [InlineData("a quote never closed", "F1,case:1,,\"María,,,2024-06-20T14:00:00Z,AXN,GT", "quotation mark")]
    [InlineData("cut off in the middle", "F1,case:1,,Mar", "departs_at")]
    [InlineData("everything wrong at once", ",case:1,A1,,,1985-02-30,soon,AXN,GT", "manifest")]
    public async Task Clear_WithAnUnreadableLine_HoldsItAndAnswersTheOthers(string what, string line, string named)
    {
        JsonElement[] people = await ClearAsync(Encoding.UTF8.GetBytes(Header + Good + line + "\n" + Good));
        people.Select(person => person.GetProperty("line").GetInt32()).Should().Equal([1, 2, 3], what);
        people.Select(person => person.GetProperty("answer").GetString()).Should().Equal("cleared", "held", "cleared");
        JsonElement reason = people[1].GetProperty("reasons").EnumerateArray().Should().ContainSingle().Subject;
        reason.GetProperty("rule").GetString().Should().Be("not-identified");
        reason.GetProperty("text").GetString().Should().Contain("line 2 cannot be read: ").And.Contain(named);
    }

    [Theory]
    [InlineData("Windows-1252", 1252)]
    [InlineData("UTF-8 with its mark", 65001)]
    [InlineData("UTF-16 as Excel saves it", 1200)]
    [InlineData("UTF-16, the other byte first", 1201)]
    public async Task Clear_InAnotherAgencysEncoding_FindsThePersonByName(string what, int codePage)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(Header + "F1,,,María,Núñez Peña,1985-05-05,2024-06-20T14:00:00-05:00,AXN,GT\n")];
        JsonElement person = (await ClearAsync(file)).Should().ContainSingle(what).Subject;
        person.GetProperty("answer").GetString().Should().Be("cleared");
        person.GetProperty("person").GetString().Should().Be("201000001");
    }

    [Fact]
    public async Task Clear_WithoutTheColumnsOfADeparture_HoldsEveryLine()
    {
        JsonElement[] people = await ClearAsync(Encoding.UTF8.GetBytes("record_id,a_number\ncase:1,A201000001\ncase:2,\n"));
        people.Should().HaveCount(2).And.OnlyContain(person => person.GetProperty("answer").GetString() == "held");
        people[0].GetProperty("reasons")[0].GetProperty("text").GetString().Should().Contain("manifest is empty").And.Contain("departs_at");
    }

    [Fact]
    public async Task Clear_WithColumnsInAnotherOrderAndCase_ReadsThem()
    {
        JsonElement[] people = await ClearAsync(Encoding.UTF8.GetBytes("Sent by the carrier;;;\nDEPARTS AT;Record-ID;Manifest;Seat\n2024-06-20T14:00:00-05:00;case:1;F1;12A\n"));
        people.Should().ContainSingle().Which.GetProperty("answer").GetString().Should().Be("cleared");
    }

    [Fact]
    public async Task Clear_AHundredThousandLines_AnswersEachOnce()
    {
        StringBuilder text = new(Header);
        for (int line = 1; line <= 100_000; line++)
        {
            text.Append(line % 3 == 0 ? Good : line % 3 == 1 ? "F1,case:unknown,,,,,2024-06-20T14:00:00-05:00,AXN,GT\n" : "F1,case:1,,,,,soon,AXN,GT\n");
        }

        JsonElement[] people = await ClearAsync(Encoding.UTF8.GetBytes(text.ToString()));
        people.Select(person => person.GetProperty("line").GetInt32()).Should().Equal(Enumerable.Range(1, 100_000));
        people.Where(person => person.GetProperty("answer").GetString() == "cleared")
            .Should().HaveCount(33_333).And.OnlyContain(person => person.GetProperty("line").GetInt32() % 3 == 0);
    }

    [Theory]
    [InlineData("{ \"id\": \"oig-21-36\" }")]
    [InlineData("not JSON")]
    [InlineData("")]
    public async Task Clear_WhenAPolicyCannotBeRead_HoldsEverybody(string policy)
    {
        _kinkeeper.Folder.Write("data/policies/oig-21-36.json", policy);
        JsonElement[] people = await ClearAsync(Encoding.UTF8.GetBytes(Header + Good + "F1,case:1,,,,,soon,AXN,GT\n"));
        people.Should().HaveCount(2).And.OnlyContain(person => person.GetProperty("reasons")[0].GetProperty("rule").GetString() == "policy-unavailable");
    }

    [Fact]
    public async Task Clear_UnderAnUnknownPolicy_IsRefused()
    {
        VerbAnswer answer = await _kinkeeper.RunAsync("clear", _kinkeeper.Folder.Write("manifest.csv", Header + Good), "--policy", "leniency", "--json");
        answer.ExitCode.Should().Be(1);
        answer.Output.Should().BeEmpty();
        answer.Error.Should().Contain("leniency").And.Contain("oig-21-36");
    }

    [Fact]
    public async Task Clear_OverAnInvalidDatabase_RefusesAndClearsNobody()
    {
        string data = _kinkeeper.Folder["broken"];
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "kinkeeper.db"), new string('x', 8192), TestContext.Current.CancellationToken);
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await KinkeeperHost.RunAsync(
            ["clear", _kinkeeper.Folder.Write("manifest.csv", Header + Good), "--json", "--data", data],
            output, error, _kinkeeper.Clock, cancellation: TestContext.Current.CancellationToken);
        exit.Should().Be(1);
        output.ToString().Should().BeEmpty();
        error.ToString().Should().Contain("cannot be opened");
    }

    private async Task<JsonElement[]> ClearAsync(byte[] file)
    {
        string path = _kinkeeper.Folder["manifest.csv"];
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        VerbAnswer answer = await _kinkeeper.RunAsync("clear", path, "--at", GateScene.At, "--json");
        answer.ExitCode.Should().BeOneOf([0, 3], answer.Error);
        JsonElement[] people = [.. answer.Json.GetProperty("people").EnumerateArray()];
        people.Should().HaveCount(answer.Json.GetProperty("cleared").GetInt32() + answer.Json.GetProperty("held").GetInt32());
        return people;
    }
}
