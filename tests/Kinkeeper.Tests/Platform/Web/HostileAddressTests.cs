using System.Globalization;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Web;

/// <summary>A page answers or explains the error for any route and query values. It never breaks.</summary>
public sealed class HostileAddressTests
{
    private static readonly string[] Values =
    [
        "-1", "0", "2147483648", "9223372036854775807", "99999999999999999999", "1e9", "abc", "\0", "\uFFFF", "‮אב", "👩‍👧", "../../etc/passwd", "' OR 1=1--",
        "<script>alert(1)</script>", "2020-13-45", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.9999999+14:00", "//elsewhere.example", new string('a', 2_000),
    ];

    [Fact]
    public async Task Pages_ForAnyAddress_AnswerOrExplainTheError()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        List<string> broken = [];
        int asked = 0;
        foreach (AccountRole role in (AccountRole[])[AccountRole.DeportationOfficer, AccountRole.Supervisor, AccountRole.ChildWelfareCoordinator, AccountRole.Auditor])
        {
            Account account = TwoOffices.Of(role);
            using HttpClient http = await offices.Web.SignInAsync(account);
            foreach (RouteEndpoint endpoint in PermissionTests.EndpointsOf(offices.Web).Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is { } requires && account.May(requires.Permission)))
            {
                if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods && !methods.Contains("GET"))
                {
                    continue;
                }

                string good = offices.Address(endpoint, TwoOffices.Here);
                IEnumerable<string> inPlaces = endpoint.RoutePattern.Parameters.SelectMany(parameter => Values.Select(value =>
                    good.Replace(Uri.EscapeDataString(offices.Object(TwoOffices.Here, parameter.Name)), Uri.EscapeDataString(value), StringComparison.Ordinal)));
                IEnumerable<string> inQuestions = (await QuestionsOfAsync(offices.Web.Services, endpoint)).SelectMany(name => Values.Select(value => $"{good}?{name}={Uri.EscapeDataString(value)}"));
                foreach (string address in inPlaces.Concat(inQuestions))
                {
                    using HttpResponseMessage response = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
                    string page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    asked++;
                    bool runs = response.Content.Headers.ContentType?.MediaType == "text/html" && page.Contains("<script>alert", StringComparison.Ordinal);
                    if ((int)response.StatusCode >= 500 || runs)
                    {
                        broken.Add(string.Create(CultureInfo.InvariantCulture, $"{Roles.NameOf(role)} {address[..Math.Min(address.Length, 120)]}: {(int)response.StatusCode}"));
                    }
                }
            }
        }

        broken.Should().BeEmpty();
        asked.Should().BeGreaterThan(1_000);
    }

    /// <summary>The names that a page reads from the query string.</summary>
    private static async Task<IReadOnlyList<string>> QuestionsOfAsync(IServiceProvider services, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
        {
            return [];
        }

        CompiledPageActionDescriptor compiled = await services.GetRequiredService<PageLoader>().LoadAsync(page, endpoint.Metadata);
        HashSet<string> places = [.. endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name)];
        return
        [
            .. compiled.BoundProperties.Select(property => property.BindingInfo?.BinderModelName ?? property.Name)
                .Concat(compiled.HandlerMethods.Where(handler => handler.HttpMethod == "Get").SelectMany(handler => handler.Parameters).Select(parameter => parameter.BindingInfo?.BinderModelName ?? parameter.Name))
                .Where(name => !places.Contains(name)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }
}
