using System.Globalization;
using System.Net;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.People.Counsel;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.People.Counsel;

/// <summary>Tests that an account gets access to a file only after somebody has checked the person and the account.</summary>
public sealed class CounselTests : IAsyncLifetime
{
    private TwoOffices _offices = null!;
    private HttpClient _coordinator = null!;

    private RecordKey Mother => new(long.Parse(_offices.Object(TwoOffices.There, "record"), CultureInfo.InvariantCulture));

    private string Page => $"/counsel/{Mother.Value}";

    public async ValueTask InitializeAsync()
    {
        _offices = await TwoOffices.OpenAsync();
        _coordinator = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.ChildWelfareCoordinator));
        await Browser.GiveReasonAsync(_coordinator, "care");
    }

    public async ValueTask DisposeAsync()
    {
        _coordinator.Dispose();
        await _offices.DisposeAsync();
    }

    [Fact]
    public async Task Partner_WhoHasSignedIn_IsRecordedOnlyAfterConfirmation()
    {
        using HttpClient partner = await _offices.Web.SignInAsync(new Account("lawyer-7", "L", AccountRole.Partner));
        string shown = await SendAsync(null, "lawyer-7 ", "G-28 of 3 May 2024");
        shown.Should().Contain("Is this the right account?").And.Contain($"MOTHER {TwoOffices.ThereMark}").And.Contain("5/5/1985").And.Contain("lawyer-7").And.Contain("last on Thursday, June 20, 2024");
        Recorded().Should().BeEmpty("nobody has confirmed it");
        using (HttpResponseMessage closed = await partner.GetAsync(new Uri($"/access/people/{Mother.Value}", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            closed.StatusCode.Should().Be(HttpStatusCode.NotFound);
        }

        (await SendAsync("Confirm", "lawyer-7", "G-28 of 3 May 2024")).Should().Contain("Client and account were shown and confirmed. The account had last signed in as a partner on Thursday, June 20, 2024");
        Recorded().Should().ContainSingle().Which.EnteredBy.Should().Be("child-welfare-coordinator-here");
        using HttpResponseMessage open = await partner.GetAsync(new Uri($"/access/people/{Mother.Value}", UriKind.Relative), TestContext.Current.CancellationToken);
        open.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Account_WithoutASignIn_IsMarkedBeforeAndAfter()
    {
        (await SendAsync(null, "lawyer-8", "G-28")).Should().Contain("Nobody has ever signed in with this account").And.Contain("One wrong character gives a stranger");
        (await SendAsync("Confirm", "lawyer-8", "G-28")).Should().Contain("Nobody had ever signed in with the account");
        Recorded().Should().ContainSingle().Which.LastSignInAt.Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Confirm")]
    public async Task Account_OfANonPartner_IsRefused(string? step)
    {
        using HttpClient officer = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        (await SendAsync(step, "deportation-officer-here", "G-28")).Should().Contain("is neither counsel nor an organization").And.NotContain("Is this the right account?");
        Recorded().Should().BeEmpty();
    }

    [Fact]
    public async Task Account_UsedByAnOfficerMeanwhile_IsRefusedOnConfirmation()
    {
        using HttpClient partner = await _offices.Web.SignInAsync(new Account("lawyer-9", "L", AccountRole.Partner));
        (await SendAsync(null, "lawyer-9", "G-28")).Should().Contain("Is this the right account?");
        using HttpClient moved = await _offices.Web.SignInAsync(new Account("lawyer-9", "L", AccountRole.Supervisor, [TwoOffices.Here]));
        (await SendAsync("Confirm", "lawyer-9", "G-28")).Should().Contain("is neither counsel nor an organization");
        Recorded().Should().BeEmpty();
    }

    private IReadOnlyList<RepresentationRow> Recorded() => _offices.Web.Services.GetRequiredService<Representations>().Of(Mother);

    private async Task<string> SendAsync(string? step, string account, string evidence)
    {
        string token = Browser.TokenOf(await _coordinator.GetStringAsync(new Uri(Page, UriKind.Relative), TestContext.Current.CancellationToken));
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["account"] = account, ["evidence"] = evidence, ["__RequestVerificationToken"] = token });
        using HttpResponseMessage answer = await _coordinator.PostAsync(new Uri(step is null ? Page : $"{Page}?handler={step}", UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace('\u202f', ' ');
    }
}
