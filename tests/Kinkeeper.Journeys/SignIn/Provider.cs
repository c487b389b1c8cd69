using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kinkeeper.Journeys.SignIn;

/// <summary>A running sign-in provider (<c>provider.mjs</c>).</summary>
internal sealed class Provider : IDisposable
{
    private readonly Process _process;

    private Provider(Process process, Uri issuer)
    {
        _process = process;
        Issuer = issuer;
    }

    public Uri Issuer { get; }

    /// <param name="client">The address of the application that people sign in to.</param>
    public static async Task<Provider> StartAsync(Uri client)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "provider");
        string packages = (await File.ReadAllTextAsync(Path.Combine(folder, "packages.txt"))).Trim();
        ProcessStartInfo start = new("node", [Path.Combine(folder, "provider.mjs"), packages, client.ToString().TrimEnd('/')]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        ConcurrentQueue<string> complaints = new();
        process.ErrorDataReceived += (_, line) => complaints.Enqueue(line.Data ?? string.Empty);
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Uri.TryCreate(line, UriKind.Absolute, out Uri? issuer))
            {
                return new Provider(process, issuer);
            }
        }

        throw new InvalidOperationException($"The provider did not start: {string.Join(' ', complaints)}");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
