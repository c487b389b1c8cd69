using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Intake;

/// <summary>Kills an import without warning several times and runs it again. Nothing may be lost, doubled or half stored.</summary>
public sealed class KilledImportTests
{
    private const int Rows = 150_000;
    private const int Kills = 10;

    [Fact]
    public async Task Import_KilledAtTenRandomPoints_EndsWithTheSameDatabase()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("encounters.csv", Encounters());
        string whole = folder["whole"];
        (await RunAsync(file, whole, killAfter: null)).Should().Be(0);

        Random random = new(20210518);
        string killed = folder["killed"];
        long bytes = 0;
        int struck = 0;
        while (struck < Kills)
        {
            int? exit = await RunAsync(file, killed, TimeSpan.FromMilliseconds(150 + random.Next(1050)));
            if (exit is 0)
            {
                // The import ended before the kill: start again, so that ten kills hit a running import.
                Directory.Delete(killed, recursive: true);
                bytes = 0;
            }
            else
            {
                struck++;
                long now = new FileInfo(Path.Combine(killed, "kinkeeper.db")) is { Exists: true } database ? database.Length : 0;
                now.Should().BeGreaterThanOrEqualTo(bytes);
                bytes = now;
            }
        }

        (await RunAsync(file, killed, killAfter: null)).Should().Be(0);
        DatabaseDump.Of(killed).Everything().Should().Be(DatabaseDump.Of(whole).Everything());
    }

    /// <summary>Runs the real program. Null if it was killed.</summary>
    private static async Task<int?> RunAsync(string file, string data, TimeSpan? killAfter)
    {
        using Process process = Process.Start(new ProcessStartInfo
        {
            FileName = "dotnet",
            ArgumentList = { typeof(KinkeeperHost).Assembly.Location, "import", file, "--as", "encounters", "--data", data, "--json" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (killAfter is { } blow && !process.WaitForExit(blow))
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(output, error);
            return null;
        }

        // Far longer than needed: a process that waits for ever must fail the test, not hang it.
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        (await error).Should().NotContain("Exception");
        await output;
        return process.ExitCode;
    }

    private static string Encounters()
    {
        StringBuilder text = new("source,record_id,a_number,given_names,surnames,date_of_birth,role,encountered_at,stated_children\n");
        Random random = new(7);
        for (int i = 0; i < Rows; i++)
        {
            // Numbers repeat, so that persons are resolved; every 1,000th row cannot be used.
            text.Append(CultureInfo.InvariantCulture, $"cbp,cbp:{i},A{200_000_000 + random.Next(Rows * 4)},Ana{i % 97},Pop{i % 89},19{random.Next(50, 99)}-0{random.Next(1, 9)}-1{random.Next(9)},{(i % 1000 == 999 ? "neither" : "adult")},2018-05-01T10:00:00Z,\n");
        }

        return text.ToString();
    }
}
