using System.Security.Claims;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kinkeeper.Tests.Support;

/// <summary>
/// Gives an account of any role and office a session of the running application, with its own session store and cookie, in place of the
/// organization's sign-in provider.
/// </summary>
public static class SignedInAs
{
    public static Uri AddressOf(WebApplication web) =>
        new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<HttpClient> SignInAsync(this WebApplication web, Account account)
    {
        CookieAuthenticationOptions options = web.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        DateTimeOffset ends = web.Services.GetRequiredService<TimeProvider>().GetUtcNow() + options.ExpireTimeSpan;
        AuthenticationTicket ticket = new(account.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme), new AuthenticationProperties { ExpiresUtc = ends }, CookieAuthenticationDefaults.AuthenticationScheme);
        string key = await options.SessionStore!.StoreAsync(ticket);
        // The claim with which the cookie handler finds a session in its store (aspnetcore, CookieAuthenticationHandler.SessionIdClaim).
        ClaimsPrincipal pointer = new(new ClaimsIdentity([new Claim("Microsoft.AspNetCore.Authentication.Cookies-SessionId", key)], CookieAuthenticationDefaults.AuthenticationScheme));
        string cookie = options.TicketDataFormat.Protect(new AuthenticationTicket(pointer, null, CookieAuthenticationDefaults.AuthenticationScheme));
        HttpClient http = Browser.Of(AddressOf(web));
        http.DefaultRequestHeaders.Add("Cookie", $"{options.Cookie.Name}={cookie}");
        return http;
    }
}
