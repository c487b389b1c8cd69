using System.Net;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>Every way in asks for a permission, or says that it is open; and every role gets exactly what the table gives it.</summary>
public sealed class PermissionTests
{
    /// <summary>What anybody may reach, signed in or not. Whoever adds to this list answers for it.</summary>
    private static readonly string[] Open =
    [
        "/health", "/sign-in", "/sign-out", "/language", "/not-allowed", "/boarding/offline.js", "/openapi/{documentName}.json",
        "/log/checkpoint", "/log/verifier-key", "/log/tile/{**path}", "/receipts/check",
    ];

    [Fact]
    public async Task Endpoints_EachAskForOnePermissionOrAreKnownToBeOpen()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        RouteEndpoint[] endpoints = EndpointsOf(web);
        endpoints.Should().HaveCountGreaterThan(15);
        foreach (RouteEndpoint endpoint in endpoints)
        {
            bool isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            int permissions = endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>().Count;
            string route = Route(endpoint);
            if (isOpen)
            {
                Open.Should().Contain(route, "it is open to everybody");
            }
            else
            {
                permissions.Should().Be(1, $"{endpoint.DisplayName} must ask for exactly one permission");
            }
        }

        Open.Should().BeSubsetOf(endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Route));
    }

    [Fact]
    public async Task Everybody_GetsExactlyWhatTheTableGivesTheirRole()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        Uri address = new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        int cells = 0;
        foreach (Account account in DemonstrationAccounts.All)
        {
            using HttpClient http = await Browser.SignInAsync(address, account.Id);
            foreach (RouteEndpoint endpoint in EndpointsOf(web).Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null))
            {
                Permission permission = endpoint.Metadata.GetMetadata<RequiresAttribute>()!.Permission;
                foreach (string method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                {
                    using HttpRequestMessage request = new(new HttpMethod(method), Filled(endpoint));
                    using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
                    bool refused = response.StatusCode == HttpStatusCode.Forbidden
                        || (response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.ToString().Contains("/not-allowed", StringComparison.Ordinal));
                    refused.Should().Be(!account.May(permission), $"{account.Role} asks {method} {Route(endpoint)}, which takes {permission} (answer {(int)response.StatusCode})");
                    cells++;
                }
            }
        }

        cells.Should().BeGreaterThan(150);
    }

    [Fact]
    public async Task Nobody_WithoutASignIn_ReachesAnythingThatIsNotOpen()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        Uri address = new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using HttpClient http = Browser.Of(address);
        foreach (RouteEndpoint endpoint in EndpointsOf(web).Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null))
        {
            string route = Route(endpoint);
            string method = (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])[0];
            using HttpRequestMessage request = new(new HttpMethod(method), Filled(endpoint));
            using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            if (endpoint.Metadata.GetMetadata<RequiresAttribute>()!.Permission is Permission.AskGate or Permission.ViewLog)
            {
                // A program on this machine may ask the gate, and look at what everybody may see, and do nothing else.
                continue;
            }

            ((int)response.StatusCode).Should().BeOneOf([401, 302], $"{method} {route}");
            if (response.StatusCode == HttpStatusCode.Redirect)
            {
                response.Headers.Location!.ToString().Should().Contain("/sign-in");
            }
        }
    }

    [Fact]
    public async Task Demonstration_OverRealData_LetsNobodyIn()
    {
        using KinkeeperRun run = new();
        await run.ImportTextAsync("encounters", "source,record_id,role\ncbp,cbp:1,adult\n");
        await using WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        Uri address = new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using HttpClient http = Browser.Of(address);
        string page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        page.Should().Contain("no sign-in is configured").And.NotContain("officer-demo");
    }

    private static RouteEndpoint[] EndpointsOf(WebApplication web) =>
        [.. ((IEndpointRouteBuilder)web).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private static string Route(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/').TrimEnd('/')}";

    /// <summary>The route with something in each of its places: what stands there must not decide who may ask.</summary>
    private static string Filled(RouteEndpoint endpoint) =>
        $"/{string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            _ => "1",
        }))))}";
}
