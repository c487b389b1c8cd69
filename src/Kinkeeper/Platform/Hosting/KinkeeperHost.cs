using System.CommandLine;
using System.Security.Authentication;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Verbs;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Platform.Hosting;

/// <summary>Combines the features into a command line, a set of services, or a web application.</summary>
public static class KinkeeperHost
{
    /// <summary>Every feature of this assembly, by namespace, so that a new one needs no list to be edited.</summary>
    public static readonly IReadOnlyList<IFeature> Features = typeof(KinkeeperHost).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IFeature)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => (IFeature)Activator.CreateInstance(type)!)
        .ToArray();

    /// <summary>Runs one command line and returns its <see cref="ExitCode"/>.</summary>
    /// <param name="args">Verb and options.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">Progress and refusals.</param>
    /// <param name="clock">The time as the verb sees it.</param>
    /// <param name="terminal">True if <paramref name="error"/> can redraw a progress bar.</param>
    /// <param name="cancellation">Stops the verb between batches.</param>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, TimeProvider clock, bool terminal = false, CancellationToken cancellation = default)
    {
        RootCommand root = new("Makes sure that no parent is removed without having been asked about each child, and finds every parent who was not asked.")
        {
            Verb.Data, Verb.Database, Verb.Json,
        };
        foreach (Command verb in Features.SelectMany(feature => feature.Verbs()).OrderBy(verb => verb.Name, StringComparer.Ordinal))
        {
            root.Add(verb);
        }

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(problem => problem.Message).Distinct())
            {
                await error.WriteLineAsync(message);
            }

            await error.WriteLineAsync($"See: {Path(parsed.CommandResult.Command)} --help");
            return ExitCode.WrongUsage;
        }

        return await parsed.InvokeAsync(
            new VerbInvocation(clock, terminal, BuildServices) { Output = output, Error = error, EnableDefaultExceptionHandler = false },
            cancellation);
    }

    private static string Path(Command command) =>
        command is RootCommand ? "kinkeeper" : $"{Path(command.Parents.OfType<Command>().First())} {command.Name}";

    public static ServiceProvider BuildServices(StoreLocation location, TimeProvider clock)
    {
        ServiceCollection services = new();
        AddServices(services, location, clock);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>
    /// The web application over <paramref name="location"/>, not started yet. Its log goes to standard error and holds ids only.
    /// </summary>
    /// <param name="location">The data folder.</param>
    /// <param name="clock">The time as the application sees it.</param>
    /// <param name="urls">Addresses to serve, separated by semicolons.</param>
    /// <param name="signIn">The organization's sign-in; null: the demonstration's accounts.</param>
    public static WebApplication BuildWeb(StoreLocation location, TimeProvider clock, string urls, SignInSettings? signIn = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(KinkeeperHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.AddServerHeader = false).UseUrls(urls);
        if (signIn?.Certificate is { } certificate)
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
                server.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.SslProtocols) = (certificate, SslProtocols.Tls12 | SslProtocols.Tls13)));
        }

        builder.Services.AddRoutingCore();
        builder.Services.AddOpenApi();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning)
            // It warns at each first start that the session keys are not encrypted. The data folder next to them holds more than they
            // protect.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (signIn is not null)
        {
            builder.Services.AddSingleton(signIn);
        }

        AddServices(builder.Services, location, clock);
        foreach (IFeature feature in Features)
        {
            feature.AddWebServices(builder.Services);
        }

        WebApplication web = builder.Build();
        WebFeature.Use(web);
        web.MapOpenApi().AllowAnonymous();
        foreach (IFeature feature in Features)
        {
            feature.MapEndpoints(web);
        }

        return web;
    }

    private static void AddServices(IServiceCollection services, StoreLocation location, TimeProvider clock)
    {
        services.AddSingleton(location);
        services.AddSingleton(clock);
        services.AddLogging();
        foreach (IFeature feature in Features)
        {
            feature.AddServices(services);
        }
    }
}
