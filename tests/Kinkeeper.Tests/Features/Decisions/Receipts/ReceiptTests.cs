using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Decisions.Receipts;
using Kinkeeper.Platform;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.Tests.Features.Decisions.Recording;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Receipts;

/// <summary>
/// Tests a receipt in the parent's hands: its content, its validity without this system's server, and the refusal of every
/// falsification with its reason, by the program and by the page's own JavaScript.
/// </summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private DecisionScene _scene = null!;
    private string _file = null!;
    private string _key = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await DecisionScene.BeginAsync();
        await _scene.RecordAsync(("child_view", "Quiero ir con mi mamá Vistacanaria"));
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");
        await _scene.RecordAsync(("decision_id", "D-2"));
        _file = _scene.Kinkeeper.Folder["D-1.tlog-proof"];
        VerbAnswer receipt = await _scene.RunAsync("log", "receipt", "D-1", "--out", _file, "--json");
        receipt.ExitCode.Should().Be(ExitCode.Done, receipt.Error);
        _key = receipt.Json.GetProperty("key").GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Receipt_OfTheLatestVersion_IsProvenWithoutDatabaseOrServer()
    {
        VerbAnswer check = await KinkeeperElsewhereAsync("log", "check-receipt", _file, "--key", _key, "--json");

        check.ExitCode.Should().Be(ExitCode.Done, check.Error);
        JsonElement record = check.Json.GetProperty("record");
        record.GetProperty("choice").GetString().Should().Be("remain");
        record.GetProperty("supervisor").GetString().Should().Be("Supervisor Dos");
        (await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken)).Should().NotContain("Vistacanaria");
        Encoding.UTF8.GetString(TlogProof.Parse(await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken)).Extra!.Value.Span)
            .Should().NotContain("Vistacanaria", "a receipt must not contain the child's words");
    }

    [Fact]
    public async Task Receipt_OfADeletedRecord_StillProvesThatItExisted()
    {
        Directory.Delete(_scene.Kinkeeper.DataFolder, recursive: true);

        (await KinkeeperElsewhereAsync("log", "check-receipt", _file, "--key", _key)).ExitCode.Should().Be(ExitCode.Done);
    }

    public static TheoryData<string, string, int> Falsified() => new()
    {
        { "edited record", "recordChanged", ExitCode.IntegrityFailure },
        { "edited entry", "notIncluded", ExitCode.IntegrityFailure },
        { "edited index", "notIncluded", ExitCode.IntegrityFailure },
        { "edited proof", "notIncluded", ExitCode.IntegrityFailure },
        { "edited checkpoint", "signatureBroken", ExitCode.IntegrityFailure },
        { "other salt", "recordChanged", ExitCode.IntegrityFailure },
        { "truncated", "unreadable", ExitCode.Refused },
        { "empty", "unreadable", ExitCode.Refused },
        { "wrong key", "wrongKey", ExitCode.Refused },
        { "wrong log", "wrongLog", ExitCode.Refused },
    };

    [Theory]
    [MemberData(nameof(Falsified))]
    public async Task Check_Falsified_IsRefusedByProgramAndPageWithTheSameReason(string what, string reason, int exit)
    {
        string text = await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken);
        (string falsified, string key) = Falsify(text, what);
        string file = _scene.Kinkeeper.Folder.Write("falsified.tlog-proof", falsified);

        VerbAnswer check = await KinkeeperElsewhereAsync("log", "check-receipt", file, "--key", key, "--json");
        JsonElement page = await CheckInPageAsync(file, key);

        check.ExitCode.Should().Be(exit);
        check.Json.GetProperty("answer").GetString().Should().Be(reason);
        check.Error.Should().NotBeEmpty();
        page.GetProperty("answer").GetString().Should().Be(reason);
        page.TryGetProperty("record", out _).Should().BeFalse("a record that is not proven is not shown");
    }

    [Fact]
    public async Task Page_HonestReceipt_IsProvenFromFileAndFromCodesOnPaper()
    {
        JsonElement file = await CheckInPageAsync(_file, _key);
        file.GetProperty("answer").GetString().Should().Be("proven");
        file.GetProperty("record").GetProperty("parent_words").GetString().Should().Contain("Palabracanaria");

        foreach (int most in new[] { 10_000, 500 })
        {
            IReadOnlyList<string> codes = ReceiptCode.Write(TlogProof.Parse(await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken)), most);
            string codeFile = _scene.Kinkeeper.Folder.Write("codes.txt", string.Join('\n', codes));
            (await CheckInPageAsync(codeFile, _key)).GetProperty("answer").GetString().Should().Be("proven");
            (await KinkeeperElsewhereAsync("log", "check-receipt", codeFile, "--key", _key)).ExitCode.Should().Be(ExitCode.Done);
        }
    }

    [Theory]
    [InlineData("eng", "Korean", "Mam (Todos Santos)", "Nepali")]
    [InlineData("spa", "coreano", "Mam (Todos Santos)", "nepalí")]
    [InlineData("por", "coreano", "Mam (Todos Santos)", "nepalês")]
    [InlineData("hat", "koreyen", "Mam (Todos Santos)", "kòd nep")]
    public async Task PrintedPage_NamesLanguagesInItsOwnLanguage(string language, params string[] names)
    {
        foreach ((string spoken, string name) in ((string[])["kor", "Mam (Todos Santos)", "nep"]).Zip(names))
        {
            string decision = $"D-{language}-{spoken[..3]}";
            await _scene.RecordAsync(("decision_id", decision), ("spoken_language", spoken), ("parent_language", spoken), ("interpreter", "Intérprete Tres"));
            string page = await PageAsync(decision, "--language", language);
            page.Should().Contain($"</th><td dir=\"auto\">{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(name)}</td>").And.NotContain(">kor<").And.NotContain(">nep<");
        }

        (await PageAsync("D-" + language + "-nep")).Should().Contain("Nepali: There is no written text in this language.");
    }

    [Theory]
    [InlineData("spa", "es", "Mi hija o hijo se queda.", "traductor certificado")]
    [InlineData("eng", "en", "My child stays.", "Source text.")]
    [InlineData("por", "pt", "Minha filha ou meu filho fica.", "tradutor certificado")]
    [InlineData("hat", "ht", "Pitit mwen ap rete.", "tradiktè sètifye")]
    public async Task PrintedPage_InEachLanguage_SaysTheDecisionAndWhoApprovedTheText(string language, string html, string choice, string approval)
    {
        string page = await PageAsync("D-1", "--language", language);

        page.Should().Contain($"<html lang=\"{html}\">").And.Contain(choice);
        page.Should().Contain(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(approval));
        page.Should().Contain("<svg").And.Contain("Maria").And.NotContain("Vistacanaria").And.NotContain("<script");
    }

    [Fact]
    public async Task PrintedPage_LanguageWithoutWrittenText_IsNeverGuessed()
    {
        await _scene.RecordAsync(("decision_id", "D-3"), ("parent_language", "Mam"), ("spoken_language", "Mam"), ("interpreter", "Intérprete Tres"));

        string page = await PageAsync("D-3");

        page.Should().Contain("An interpreter must read this page to you.").And.Contain("My child stays.");
    }

    [Fact]
    public async Task PrintedPage_Revoked_SaysSo()
    {
        await _scene.RunAsync("decision", "revoke", "D-1", "--by", "Counsel Tres");

        (await PageAsync("D-1")).Should().Contain("Usted retir");
    }

    [Fact]
    public async Task Receipt_OfARecordAlteredInTheTable_IsNotMade()
    {
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={Path.Combine(_scene.Kinkeeper.DataFolder, "kinkeeper.db")};Pooling=False"))
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE decisions SET choice = 1 WHERE decision_id = 'D-1'";
            command.ExecuteNonQuery();
        }

        VerbAnswer receipt = await _scene.RunAsync("log", "receipt", "D-1");

        receipt.ExitCode.Should().Be(ExitCode.IntegrityFailure);
        receipt.Output.Should().BeEmpty();
        (await _scene.RunAsync("log", "receipt", "D-99")).ExitCode.Should().Be(ExitCode.Refused);
    }

    [Fact]
    public void Texts_OfAllLanguages_SayTheSameThings()
    {
        ReceiptText english = ReceiptText.All[0];
        foreach (ReceiptText text in ReceiptText.All)
        {
            text.Choices.Keys.Should().Equal(english.Choices.Keys);
            text.Fields.Keys.Should().Equal(english.Fields.Keys);
            text.Words.Keys.Should().Equal(english.Words.Keys);
        }
    }

    private async Task<string> PageAsync(string decision, params string[] options)
    {
        string file = _scene.Kinkeeper.Folder["page.html"];
        VerbAnswer answer = await _scene.RunAsync(["log", "receipt", decision, "--page", file, .. options]);
        answer.ExitCode.Should().Be(ExitCode.Done, answer.Error);
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    private (string Text, string Key) Falsify(string text, string what)
    {
        TlogProof proof = TlogProof.Parse(Encoding.UTF8.GetBytes(text));
        string extra = Encoding.UTF8.GetString(proof.Extra!.Value.Span);
        using SigningKey other = SigningKey.Create("kinkeeper.local/log");
        using SigningKey elsewhere = SigningKey.Create("elsewhere.example/log");
        return what switch
        {
            "edited record" => (WithExtra(extra.Replace("\\\"remain\\\",\\\"counsel", "\\\"accompany\\\",\\\"counsel", StringComparison.Ordinal)), _key),
            "edited entry" => (WithExtra(extra.Replace("decision-acknowledged", "decision-acknowledgee", StringComparison.Ordinal)), _key),
            "edited index" => (text.Replace($"\nindex {proof.Index}\n", "\nindex 0\n", StringComparison.Ordinal), _key),
            "edited proof" => ((proof with { Hashes = [.. proof.Hashes.Reverse()] }).ToString(), _key),
            "edited checkpoint" => (text.Replace("\nkinkeeper.local/log\n4\n", "\nkinkeeper.local/log\n5\n", StringComparison.Ordinal), _key),
            "other salt" => (WithExtra(System.Text.RegularExpressions.Regex.Replace(extra, "\"salt\":\"[^\"]*\"", $"\"salt\":\"{Convert.ToBase64String(new byte[32])}\"")), _key),
            "truncated" => (text[..(text.Length / 2)], _key),
            "empty" => (string.Empty, _key),
            "wrong key" => (text, other.Verifier.Text),
            "wrong log" => (text, elsewhere.Verifier.Text),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        string WithExtra(string changed)
        {
            changed.Should().NotBe(extra);
            return (proof with { Extra = Encoding.UTF8.GetBytes(changed) }).ToString();
        }
    }

    /// <summary>Runs a verb where there is neither database nor log.</summary>
    private static async Task<VerbAnswer> KinkeeperElsewhereAsync(params string[] args)
    {
        using KinkeeperRun elsewhere = new();
        return await elsewhere.RunAsync(args);
    }

    /// <summary>Runs the page's own script in Node, which has the same WebCrypto as browsers.</summary>
    private async Task<JsonElement> CheckInPageAsync(string file, string key)
    {
        string page = _scene.Kinkeeper.Folder["check.html"];
        (await _scene.RunAsync("log", "check-page", "--out", page)).ExitCode.Should().Be(ExitCode.Done);
        string driver = _scene.Kinkeeper.Folder.Write(
            "driver.mjs",
            """
            import fs from "node:fs";
            import vm from "node:vm";
            const [page, file, key] = process.argv.slice(2);
            const script = /<script>([\s\S]*)<\/script>/.exec(fs.readFileSync(page, "utf8"))[1];
            vm.runInThisContext(script + "\nglobalThis.checkReceipt = checkReceipt;");
            console.log(JSON.stringify(await globalThis.checkReceipt(fs.readFileSync(file, "utf8"), key)));
            """);
        using Process node = Process.Start(new ProcessStartInfo("node", ["--no-warnings", driver, page, file, key]) { RedirectStandardOutput = true })!;
        string answer = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer).RootElement;
    }
}
