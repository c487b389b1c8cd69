using System.Security.Cryptography;
using System.Text.Json;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Kinkeeper.Features.People.Access;

/// <summary>The reason an account opens people's files today, chosen once for a task and kept for the day.</summary>
/// <param name="Account">The account that chose it. In a shared browser it does not count for another account.</param>
/// <param name="Code">One of <see cref="AccessReasons.Codes"/>.</param>
/// <param name="Words">The words added to it; null if none.</param>
/// <param name="Day">The day it was chosen for, UTC.</param>
public sealed record ChosenReason(string Account, string Code, string? Words, DateOnly Day);

/// <summary>Asks for a reason and stores it in a cookie that only this server can write and read.</summary>
public sealed class AccessReasons(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The reasons to choose from. <c>other</c> needs words.</summary>
    public static readonly IReadOnlyList<string> Codes = ["interview", "departure", "acknowledgement", "care", "tracing", "client", "audit", "other"];

    public const int MostWords = 300;

    private const string Cookie = "kinkeeper-reason";

    private readonly IDataProtector _protector = protection.CreateProtector("reason of access");

    /// <summary>Returns the reason chosen for today, or yesterday's for a form opened before midnight; null if none was chosen.</summary>
    public ChosenReason? Chosen(HttpContext http, Account account)
    {
        if (http.Request.Cookies[NameFor(http)] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            ChosenReason? reason = JsonSerializer.Deserialize<ChosenReason>(_protector.Unprotect(cookie));
            bool stands = reason is not null && reason.Account == account.Id && Codes.Contains(reason.Code) && (reason.Day == Today || !HttpMethods.IsGet(http.Request.Method));
            return stands ? reason : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Choose(HttpContext http, Account account, string code, string? words) => http.Response.Cookies.Append(
        NameFor(http),
        _protector.Protect(JsonSerializer.Serialize(new ChosenReason(account.Id, code, words, Today))),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, IsEssential = true });

    private static string NameFor(HttpContext http) => http.RequestServices.GetService<SignInSettings>()?.CookieName(Cookie) ?? Cookie;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
