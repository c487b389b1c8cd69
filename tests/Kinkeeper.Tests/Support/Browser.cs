using System.Net;
using System.Text.RegularExpressions;

namespace Kinkeeper.Tests.Support;

/// <summary>Uses the pages like a browser without scripts: keeps cookies, sends the form's token, follows no redirects.</summary>
public static partial class Browser
{
    public static HttpClient Of(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public static async Task<HttpClient> SignInAsync(Uri address, string account)
    {
        HttpClient http = Of(address);
        string page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["account"] = account,
            ["__RequestVerificationToken"] = TokenOf(page),
        });
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return http;
    }

    /// <summary>Chooses today's reason for opening people's files.</summary>
    public static async Task GiveReasonAsync(HttpClient http, string reason = "interview")
    {
        string page = await http.GetStringAsync(new Uri("/access/reason", UriKind.Relative), TestContext.Current.CancellationToken);
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["Reason"] = reason, ["__RequestVerificationToken"] = TokenOf(page) });
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/access/reason", UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    /// <summary>Returns the anti-forgery token in a page's form.</summary>
    public static string TokenOf(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
