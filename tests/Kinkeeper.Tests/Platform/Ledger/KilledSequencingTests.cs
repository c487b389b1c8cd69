using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Ledger;

/// <summary>
/// The real program is killed without warning while it imports decisions and brings them into the log. Whatever the moment:
/// afterwards each decision is in the log exactly once, and log and database agree.
/// </summary>
public sealed class KilledSequencingTests
{
    private const int Decisions = 4_000;
    private const int Kills = 15;

    [Fact]
    public async Task ImportAndSequence_KilledAtRandomPoints_EveryDecisionIsInTheLogExactlyOnce()
    {
        using KinkeeperRun kinkeeper = new();
        Random random = new(20210518);
        int struck = 0;
        int strucks = 0;
        long expected = 0;
        for (int file = 0; struck < Kills; file++)
        {
            string decisions = kinkeeper.Folder.Write($"decisions-{file}.csv", Csv(file));
            expected += Decisions;
            while (!await RunsToTheEndAsync(kinkeeper, decisions, TimeSpan.FromMilliseconds(200 + random.Next(900))))
            {
                struck++;
                if (++strucks == 5)
                {
                    break;
                }
            }

            strucks = 0;
            (await kinkeeper.RunAsync("import", decisions, "--as", "decisions")).ExitCode.Should().Be(ExitCode.Done);
            VerbAnswer doctor = await kinkeeper.RunAsync("doctor", "--json");
            doctor.ExitCode.Should().Be(ExitCode.Done, doctor.Output);
            doctor.Json.GetProperty("entries").GetInt64().Should().Be(expected);
        }

        (await kinkeeper.RunAsync("log", "verify")).ExitCode.Should().Be(ExitCode.Done);
        TestContext.Current.TestOutputHelper?.WriteLine($"{struck} kills, {expected:N0} decisions, each in the log once.");
    }

    private static async Task<bool> RunsToTheEndAsync(KinkeeperRun kinkeeper, string file, TimeSpan killAfter)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KinkeeperHost).Assembly.Location, "import", file, "--as", "decisions", "--data", kinkeeper.DataFolder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        bool ended = process.WaitForExit(killAfter);
        if (!ended)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        await output;
        (await error).Should().NotContain("Exception");
        return ended;
    }

    private static string Csv(int file)
    {
        StringBuilder text = new("decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,parent_words\n");
        for (int i = 0; i < Decisions; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"D{file}-{i},cbp:{i},orr:{i},remain,2018-05-02T10:00:00Z,2018-05-02T11:00:00Z,Palabras {i}\n");
        }

        return text.ToString();
    }
}
