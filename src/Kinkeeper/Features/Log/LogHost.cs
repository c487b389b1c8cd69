using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Log;

/// <summary>A separate small web server for the log or a witness, so that neither needs the application to run.</summary>
internal static class LogHost
{
    public static async Task RunAsync(
        VerbContext context, string urls, Action<IEndpointRouteBuilder> map, string what, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        await using WebApplication application = builder.Build();
        map(application);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (Exception cannot) when (cannot is IOException or FormatException or InvalidOperationException)
        {
            throw new RefusalException("cannot-listen", $"Cannot listen on {urls}: {cannot.Message}");
        }

        await context.Error.WriteLineAsync($"{what} is served on {string.Join(", ", application.Urls)}. Stop with Ctrl+C.");
        await application.WaitForShutdownAsync(cancellation);
    }
}
