using System.Globalization;
using Kinkeeper.Features.Gate.Plans;
using Kinkeeper.Features.People.Counsel;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Features.Gate;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>
/// Contact data, sponsors, relatives, a child's words, counsel and health never reach an enforcement role. The test plants a mark
/// in each place that can hold them, and reads every page and answer as each such role.
/// </summary>
public sealed class OneWayFlowTests
{
    /// <summary>Each mark and its place.</summary>
    private static readonly string[] Marks =
    [
        "CANARYCHILDVIEW", "CANARYCHILDSAID", "CANARYCARER", "CANARYCARERPHONE", "CANARYCONTACTED", "CANARYCONTACTADDRESS", "CANARYRELEASE", "CANARYSHELTER", "CANARYSPONSOR",
        "CANARYPORTALSHELTER", "CANARYCOUNSEL", "CANARYAPPEARANCE", "CANARYAUNT",
    ];

    public static TheoryData<AccountRole> Enforcement() => [.. Enum.GetValues<AccountRole>().Where(Roles.IsEnforcement)];

    [Theory]
    [MemberData(nameof(Enforcement))]
    public async Task Marks_NeverReachAnEnforcementRole(AccountRole role)
    {
        await using TwoOffices offices = await PlantedAsync();
        Account account = TwoOffices.Of(role);
        using HttpClient http = await offices.Web.SignInAsync(account);
        List<string> flowed = [];
        int read = 0;
        foreach ((string page, string text) in await EverythingAsync(offices, http, account))
        {
            read++;
            flowed.AddRange(Marks.Where(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)).Select(mark => $"{mark} in {page}"));
        }

        flowed.Should().BeEmpty();
        read.Should().BeGreaterThan(role is AccountRole.RemovalSystem or AccountRole.Administrator ? 1 : 8);
    }

    [Fact]
    public async Task Marks_ReachTheRolesThatMayReadThem()
    {
        await using TwoOffices offices = await PlantedAsync();
        HashSet<string> seen = [];
        foreach (AccountRole role in (AccountRole[])[AccountRole.OrrCaseManager, AccountRole.ChildWelfareCoordinator, AccountRole.TaskForceAnalyst, AccountRole.Auditor])
        {
            Account account = TwoOffices.Of(role);
            using HttpClient http = await offices.Web.SignInAsync(account);
            foreach ((_, string text) in await EverythingAsync(offices, http, account))
            {
                seen.UnionWith(Marks.Where(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)));
            }
        }

        seen.Should().Contain(["CANARYCARER", "CANARYCARERPHONE", "CANARYCOUNSEL", "CANARYAPPEARANCE", "CANARYCHILDSAID", "CANARYAUNT"], "a mark that nobody can read proves nothing");
    }

    /// <summary>Every page and answer that an account gets: each GET, then all links from these, then the gate's answers.</summary>
    private static async Task<IReadOnlyList<(string Page, string Text)>> EverythingAsync(TwoOffices offices, HttpClient http, Account account)
    {
        await ChooseReasonAsync(http);
        List<(string, string)> read = [];
        HashSet<string> known = [];
        Queue<string> pages = new(PermissionTests.EndpointsOf(offices.Web)
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is { } requires && account.May(requires.Permission))
            .Where(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET"))
            .Select(endpoint => offices.Address(endpoint, TwoOffices.Here)));
        while (pages.TryDequeue(out string? page))
        {
            if (!known.Add(page) || known.Count > 200)
            {
                continue;
            }

            using HttpResponseMessage response = await http.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
            string text = System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            read.Add((page, $"{response.Headers}{text}"));
            foreach (string link in Links(text))
            {
                pages.Enqueue(link);
            }
        }

        if (account.May(Permission.AskGate))
        {
            string question = "{\"manifest\":\"any\",\"departsAt\":\"2024-06-20T14:00:00-05:00\",\"recordId\":\"x:here-parent\"}";
            using StringContent body = new(question, System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/v1/clearances", UriKind.Relative), body, TestContext.Current.CancellationToken);
            answer.IsSuccessStatusCode.Should().BeTrue();
            read.Add(("POST /api/v1/clearances", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        return read;
    }

    private static IEnumerable<string> Links(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, "href=\"(/[^\"#]*)").Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("/assets", StringComparison.Ordinal));

    private static async Task ChooseReasonAsync(HttpClient http)
    {
        using HttpResponseMessage page = await http.GetAsync(new Uri("/access/reason", UriKind.Relative), TestContext.Current.CancellationToken);
        if (page.IsSuccessStatusCode)
        {
            string token = Browser.TokenOf(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["Reason"] = "departure", ["__RequestVerificationToken"] = token });
            using HttpResponseMessage chosen = await http.PostAsync(new Uri("/access/reason", UriKind.Relative), form, TestContext.Current.CancellationToken);
            chosen.StatusCode.Should().Be(System.Net.HttpStatusCode.Redirect);
        }
    }

    private static async Task<TwoOffices> PlantedAsync()
    {
        TwoOffices offices = await TwoOffices.OpenAsync();
        KinkeeperRun run = offices.Run;
        await ImportAsync("custody", "x,x:here-child,ORR,CANARYSHELTER,2024-05-02T09:00:00-05:00,2024-06-01T09:00:00-05:00,CANARYSPONSOR");
        await ImportAsync(
            "statements",
            "x:here-child,2024-06-05T09:00:00-05:00,2024-06-05T09:00:00-05:00,letter,,CANARYCHILDSAID I want to go with my mother,",
            "x:here-parent,2024-06-05T10:00:00-05:00,2024-06-05T10:00:00-05:00,case_comment,,I want my child to stay with my sister CANARYAUNT,");
        await ImportAsync(
            "decisions",
            "D-view,x:here-parent,x:here-child,remain,2024-06-11T09:00:00-05:00,2024-06-11T10:00:00-05:00,interview,1,es,es,es,,,yes,accompany;remain;reunify_here;counsel_first;undecided,yes,yes,60,yes,words,signed,o-1,,,CANARYCHILDVIEW,");
        await ImportAsync(
            "plans",
            "D-here,carer_known,CANARYCARER,,2024-06-15T09:00:00-05:00,c-1,CANARYCARERPHONE",
            "D-here,contact_given,CANARYCONTACTED,,2024-06-15T09:00:00-05:00,c-1,CANARYCONTACTADDRESS",
            "D-view,carer_known,CANARYCARER,,2024-06-15T09:00:00-05:00,c-1,CANARYRELEASE");
        await run.ImportTextAsync("orr-portal", "uac_id,alien_no,first_name,last_name,dob,name,relationship,facility_name\n77,,CHILD,HERE,2015-03-03,MOTHER HERE,mother,CANARYPORTALSHELTER\n");
        offices.Web.Services.GetRequiredService<Representations>().Enter(
            new RecordKey(long.Parse(offices.Object(TwoOffices.Here, "record"), CultureInfo.InvariantCulture)), "CANARYCOUNSEL", "CANARYAPPEARANCE", "scene");
        offices.Web.Services.GetRequiredService<DecisionPlan>().Show("D-here").Steps.Should().Contain(step => step.Evidence == "CANARYCARERPHONE", "the marks are planted");
        return offices;

        Task ImportAsync(string format, params string[] rows) => run.ImportTextAsync(format, $"{GateScene.Headers[format]}\n{string.Join('\n', rows)}\n");
    }
}
