using System.CommandLine;
using System.Net;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Platform.Hosting;

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
        Option<string?> signIn = new("--sign-in") { Description = "The organization's sign-in (OpenID Connect). Without it: the demonstration's accounts, on this machine, over synthetic data only.", HelpName = "FILE.json" };
        Option<bool> gateOnly = new("--gate-only") { Description = "Without a sign-in: programs on this machine may ask the gate, and no page opens. Works over real data too." };
        yield return new Command("serve", "Serves the web application, the API and the log.") { Urls, signIn, gateOnly }
            .Runs((context, parsed, cancellation) =>
            {
                SignInSettings? settings = parsed.GetValue(signIn) is { } file ? SignInSettings.Read(file) : null;
                return ServeAsync(context, parsed.GetValue(Urls)!, settings, parsed.GetValue(gateOnly), cancellation);
            });
    }

    /// <summary>Serves until it is stopped.</summary>
    /// <param name="context">The verb.</param>
    /// <param name="urls">Addresses to serve, separated by semicolons.</param>
    /// <param name="signIn">The organization's sign-in; null: the demonstration's accounts.</param>
    /// <param name="gateOnly">Serves the gate's API without a sign-in, also over real data, and no page.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusalException">
    /// Without a sign-in: an address that other machines reach, or real data. With a sign-in: an address that others reach unencrypted.
    /// </exception>
    public static async Task<int> ServeAsync(VerbContext context, string urls, SignInSettings? signIn, bool gateOnly, CancellationToken cancellation)
    {
        foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps && signIn?.Certificate is null && (signIn is not null || IsLoopback(address)))
            {
                throw new RefusalException(
                    "no-certificate",
                    $"--urls {url} needs a certificate: name \"certificateFile\" and \"certificateKeyFile\" (PEM) in the sign-in settings, or serve a loopback http address behind a proxy that ends TLS (docs/handbook.md, \"Sign-in\").");
            }

            if (address is not null && (IsLoopback(address) || (signIn is not null && address.Scheme == Uri.UriSchemeHttps)))
            {
                continue;
            }

            throw signIn is null
                ? new RefusalException(
                    "address-not-loopback",
                    $"--urls {url} can be reached from other machines, and no sign-in is configured. Serve a loopback address, such as http://127.0.0.1:5080, or configure one: --sign-in FILE.json (docs/handbook.md, \"Sign-in\").")
                : new RefusalException(
                    "address-not-encrypted",
                    $"--urls {url} can be reached from other machines without encryption. Serve a loopback address behind a proxy that ends TLS, or an https address.");
        }

        await using WebApplication web = KinkeeperHost.BuildWeb(context.Location, context.Clock, urls, signIn);
        if (signIn is null && !gateOnly && !web.Services.GetRequiredService<DemonstrationAccounts>().AreOpen())
        {
            throw new RefusalException(
                "demonstration-over-real-data",
                $"The database in {context.Location.Folder} holds imported data that is not marked synthetic, and no sign-in is configured: the demonstration's accounts do not open real people's files. "
                + "Configure a sign-in: --sign-in FILE.json (docs/handbook.md, \"Sign-in\"). For programs on this machine that only ask the gate: --gate-only.");
        }

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
