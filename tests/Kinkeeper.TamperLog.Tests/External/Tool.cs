using System.ComponentModel;
using System.Diagnostics;

namespace Kinkeeper.TamperLog.Tests.External;

/// <summary>Runs a program of the system that a test needs. If it is missing, the test fails and names the package to install.</summary>
internal static class Tool
{
    public static string Run(string program, string package, string[] arguments, Dictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using Process process = Start(start, package);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{error.Result}");
    }

    public static Process Start(ProcessStartInfo start, string package)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"This test needs the program \"{start.FileName}\". Install it with: apt-get install {package}", missing);
        }
    }
}
