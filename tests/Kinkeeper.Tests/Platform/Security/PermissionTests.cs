using System.Net;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>
/// Every endpoint requires a permission or is declared open, and every role gets exactly what the table gives it, for its own office.
/// </summary>
public sealed class PermissionTests
{
    /// <summary>The routes open to everybody, signed in or not. Each addition needs a good reason.</summary>
    private static readonly string[] Open =
    [
        "/health", "/sign-in", "/sign-out", "/language", "/not-allowed", "/problem/{status:int}", "/boarding/offline.js", "/openapi/{documentName}.json",
        "/log/checkpoint", "/log/verifier-key", "/log/tile/{**path}", "/receipts/check",
    ];

    [Fact]
    public void Permissions_AreWhatTheDocumentSays()
    {
        string[][] table = [.. File.ReadLines(Repository.Locate("docs/security/permissions.md")).SkipWhile(line => !line.StartsWith("| Permission", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        table[0].Skip(1).Should().Equal(Enum.GetValues<AccountRole>().Select(Roles.NameOf));
        table.Skip(2).Select(row => row[0]).Should().BeEquivalentTo(Enum.GetNames<Permission>());
        foreach (string[] row in table.Skip(2))
        {
            Permission permission = Enum.Parse<Permission>(row[0]);
            row.Skip(1).Select(cell => cell == "yes").Should().Equal(Enum.GetValues<AccountRole>().Select(role => Permissions.Allows(role, permission)), $"the document lists the roles of {permission}");
        }
    }

    [Fact]
    public async Task Endpoints_RequireOnePermissionOrAreKnownToBeOpen_AndEachRouteParameterHasAScope()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        RouteEndpoint[] endpoints = EndpointsOf(web);
        RouteScopes scopes = web.Services.GetRequiredService<RouteScopes>();
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
                endpoint.RoutePattern.Parameters.Should().OnlyContain(parameter => scopes.Knows(parameter.Name), $"a scope must decide who may see each parameter of {route}");
            }
        }

        Open.Should().BeSubsetOf(endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Route));
    }

    [Fact]
    public async Task Roles_GetExactlyWhatTheTableGivesThem_ForTheirOwnOffice()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        List<string> wrong = [];
        int cells = 0;
        foreach (AccountRole role in Enum.GetValues<AccountRole>())
        {
            Account account = TwoOffices.Of(role);
            using HttpClient http = await offices.Web.SignInAsync(account);
            foreach (RouteEndpoint endpoint in EndpointsOf(offices.Web).Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null))
            {
                Permission permission = endpoint.Metadata.GetMetadata<RequiresAttribute>()!.Permission;
                bool namesSomebody = endpoint.RoutePattern.Parameters.Any(parameter => !RouteScopes.NameNobody.Contains(parameter.Name));
                foreach (string method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                {
                    foreach (string place in namesSomebody ? (string[])[TwoOffices.There, TwoOffices.Here] : [TwoOffices.Here])
                    {
                        string expected = !account.May(permission) ? "refused"
                            : place == TwoOffices.There && (Roles.IsBoundToOffices(role) || role is AccountRole.Partner or AccountRole.Administrator) ? "not found"
                            : "answered";
                        using HttpRequestMessage request = new(new HttpMethod(method), offices.Address(endpoint, place));
                        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
                        string answer = Answer(response);
                        cells++;
                        if (answer != expected)
                        {
                            wrong.Add($"{Roles.NameOf(role)} {method} {Route(endpoint)} of {place}: {answer} ({(int)response.StatusCode}), expected {expected}");
                        }
                    }
                }
            }
        }

        wrong.Should().BeEmpty();
        cells.Should().BeGreaterThan(300);
    }

    [Fact]
    public async Task Lists_NameNobodyOfAnotherOffice()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        int read = 0;
        List<string> told = [];
        foreach (AccountRole role in Enum.GetValues<AccountRole>().Where(role => Roles.IsBoundToOffices(role) || role == AccountRole.Partner))
        {
            Account account = TwoOffices.Of(role);
            using HttpClient http = await offices.Web.SignInAsync(account);
            foreach (RouteEndpoint endpoint in EndpointsOf(offices.Web).Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is { } requires && account.May(requires.Permission)))
            {
                if ((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET"))
                {
                    using HttpResponseMessage response = await http.GetAsync(new Uri(offices.Address(endpoint, TwoOffices.Here), UriKind.Relative), TestContext.Current.CancellationToken);
                    if ((await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(TwoOffices.ThereMark, StringComparison.Ordinal))
                    {
                        told.Add($"{Roles.NameOf(role)} reads {Route(endpoint)}");
                    }

                    read++;
                }
            }
        }

        told.Should().BeEmpty();
        read.Should().BeGreaterThan(30);
        using HttpClient auditor = await offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Auditor));
        (await auditor.GetStringAsync(new Uri("/overrides", UriKind.Relative), TestContext.Current.CancellationToken)).Should().Contain(TwoOffices.ThereMark, "a role that may see the mark sees it");
    }

    [Fact]
    public async Task Gate_AskedByAnOfficerAboutAnotherOffice_SaysNothingOfThem()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        using HttpClient officer = await offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        foreach ((string name, HttpStatusCode expected) in ((string, HttpStatusCode)[])[("there", HttpStatusCode.Forbidden), ("here", HttpStatusCode.OK)])
        {
            using StringContent question = new($$"""{"manifest":"any","departsAt":"2024-06-20T14:00:00-05:00","recordId":"x:{{name}}-parent"}""", System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await officer.PostAsync(new Uri("/api/v1/clearances", UriKind.Relative), question, TestContext.Current.CancellationToken);
            answer.StatusCode.Should().Be(expected);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("decision-defective", StringComparison.Ordinal).Should().Be(name == "here");
        }
    }

    [Fact]
    public async Task Nobody_WithoutASignIn_ReachesAnythingThatIsNotOpen()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        using HttpClient http = Browser.Of(SignedInAs.AddressOf(offices.Web));
        foreach (RouteEndpoint endpoint in EndpointsOf(offices.Web).Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null))
        {
            string route = Route(endpoint);
            string method = (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])[0];
            using HttpRequestMessage request = new(new HttpMethod(method), offices.Address(endpoint, TwoOffices.Here));
            using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            if (endpoint.Metadata.GetMetadata<RequiresAttribute>()!.Permission is Permission.AskGate or Permission.ViewLog)
            {
                // A program on this machine may ask the gate and read what is open to everybody, and nothing else.
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
        using HttpClient http = Browser.Of(SignedInAs.AddressOf(web));
        string page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        page.Should().Contain("no sign-in is configured").And.NotContain("officer-demo");
    }

    internal static RouteEndpoint[] EndpointsOf(WebApplication web) =>
        [.. ((IEndpointRouteBuilder)web).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    internal static string Route(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/').TrimEnd('/')}";

    private static string Answer(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Forbidden => "refused",
        HttpStatusCode.Redirect when response.Headers.Location!.ToString().Contains("/not-allowed", StringComparison.Ordinal) => "refused",
        HttpStatusCode.Redirect when response.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal) => "signed out",
        HttpStatusCode.NotFound => "not found",
        HttpStatusCode.InternalServerError => "broken",
        _ => "answered",
    };
}
