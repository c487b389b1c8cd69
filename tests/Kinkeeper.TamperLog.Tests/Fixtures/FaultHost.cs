using System.Diagnostics;

namespace Kinkeeper.TamperLog.Tests.Fixtures;

/// <summary>Starts the writer process that the fault tests kill or make fail.</summary>
internal static class FaultHost
{
    public static string Program
    {
        get
        {
            // This program is in artifacts/bin/<this project>/<configuration>/, the host in artifacts/bin/<the host>/<configuration>/.
            DirectoryInfo own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(own.Parent!.Parent!.FullName, "Kinkeeper.TamperLog.FaultHost", own.Name, "Kinkeeper.TamperLog.FaultHost");
        }
    }

    public static ProcessStartInfo Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }

    public static void Copy(string from, string to, string? except = null)
    {
        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(to + folder[from.Length..]);
        }

        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != except))
        {
            File.Copy(file, to + file[from.Length..]);
        }
    }
}
