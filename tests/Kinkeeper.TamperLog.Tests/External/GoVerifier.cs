using System.Diagnostics;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Tests.External;

/// <summary>
/// Checks logs with golang.org/x/mod/sumdb, an independent program: builds <c>verify.go</c> once and gives it one log after another.
/// </summary>
public sealed class GoVerifier : IDisposable
{
    private readonly Process _process;

    public GoVerifier()
    {
        string program = Path.Combine(Directory.CreateTempSubdirectory("kinkeeper-go-").FullName, "verify");
        string source = Path.Combine(AppContext.BaseDirectory, "External", "verify.go");
        Tool.Run("go", "golang-go golang-golang-x-mod-dev", ["build", "-o", program, source], new()
        {
            ["GO111MODULE"] = "off",
            ["GOPATH"] = "/usr/share/gocode",
            ["GOFLAGS"] = "",
            ["GOCACHE"] = Path.Combine(Path.GetDirectoryName(program)!, "cache"),
        });
        _process = Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>Returns the reason why Go refuses the log; null if it accepts it.</summary>
    public string? Refuses(string folder, VerifierKey key, long? size = null)
    {
        string answer = Ask(folder, key);
        return answer.StartsWith("BAD ", StringComparison.Ordinal) ? answer[4..]
            : size is { } expected && answer != $"OK {expected}" ? $"{answer} instead of OK {expected}"
            : null;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(string folder, VerifierKey key)
    {
        lock (_process)
        {
            _process.StandardInput.WriteLine($"{folder} {key.Text}");
            _process.StandardInput.Flush();
            return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Go verifier ended.");
        }
    }
}
