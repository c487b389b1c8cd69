using System.CommandLine;
using System.Net;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Platform;

/// <summary>The web application.</summary>
public sealed class ServeFeature : IFeature
{
    public static readonly Option<string> Urls = new("--urls")
    {
        Description = "The address to serve.",
        HelpName = "U",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", () => Results.Json(new { status = "ok" })).AllowAnonymous();

    public IEnumerable<Command> Verbs()
    {
        yield return new Command("serve", "Serves the web application, the API and the log.") { Urls }
            .Runs((context, parsed, cancellation) => ServeAsync(context, parsed.GetValue(Urls)!, cancellation));
    }

    /// <summary>Serves until it is stopped.</summary>
    /// <exception cref="RefusalException">The address is not one of this machine's own: nobody signs in yet, so nobody else may look.</exception>
    public static async Task<int> ServeAsync(VerbContext context, string urls, CancellationToken cancellation)
    {
        foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || !IsLoopback(address))
            {
                throw new RefusalException(
                    "address-not-loopback",
                    $"--urls {url} can be reached from other machines, and the application has no sign-in configured. Serve a loopback address, such as http://127.0.0.1:5080.");
            }
        }

        await using WebApplication web = KinkeeperHost.BuildWeb(context.Location, context.Clock, urls);
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException occupied)
        {
            throw new RefusalException(new Refusal("address-in-use", $"{urls} cannot be served: {occupied.Message} Stop what uses it, or name another with --urls."), occupied);
        }

        await context.Output.WriteLineAsync($"Serving {string.Join(", ", web.Urls)}. Stop with Ctrl+C.");
        await web.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
