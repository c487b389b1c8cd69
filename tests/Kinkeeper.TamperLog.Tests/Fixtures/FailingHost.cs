using System.Diagnostics;
using System.Globalization;
using Kinkeeper.TamperLog.Tests.External;

namespace Kinkeeper.TamperLog.Tests.Fixtures;

/// <summary>A writer process. Tests watch its system calls on a log's files or make them fail. It runs one script after another.</summary>
internal sealed class FailingHost : IDisposable
{
    private readonly Process _process;

    public FailingHost(int appends)
    {
        ProcessStartInfo start = FaultHost.Start(FaultHost.Program, "script", appends.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardInput = true;
        _process = Process.Start(start)!;
        _process.StandardOutput.ReadLine().Should().Be("ready");
    }

    /// <summary>Runs the script on a log while strace applies <paramref name="expressions"/> to <paramref name="paths"/>.</summary>
    /// <returns>The output lines of the script.</returns>
    public async Task<List<string>> RunAsync(string folder, IEnumerable<string> paths, string trace, params string[] expressions)
    {
        ProcessStartInfo start = new(
            "strace",
            [
                "-f", "-p", _process.Id.ToString(CultureInfo.InvariantCulture), "-o", trace,
                .. paths.SelectMany(path => (string[])["-P", path]), .. expressions.SelectMany(expression => (string[])["-e", expression]),
            ])
        {
            RedirectStandardError = true,
        };
        using Process strace = Tool.Start(start, "strace");
        string output = "";
        while (!output.Contains("attached", StringComparison.Ordinal))
        {
            output = await strace.StandardError.ReadLineAsync()
                ?? throw new InvalidOperationException($"strace could not attach to the writer: {output}");
        }

        Task<string> rest = strace.StandardError.ReadToEndAsync();
        await _process.StandardInput.WriteLineAsync(folder);
        await _process.StandardInput.FlushAsync();
        List<string> lines = [];
        while (lines.LastOrDefault() != "ended")
        {
            lines.Add(await _process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The writer crashed after: {string.Join("; ", lines)}"));
        }

        Tool.Run("kill", "procps", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]);
        await strace.WaitForExitAsync();
        await rest;
        return lines;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
