using System.Security.Cryptography;
using System.Text.Json;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Kinkeeper.Features.People.Access;

/// <summary>Why an account opens people's files, chosen once for a task and kept for the day.</summary>
/// <param name="Account">Who chose: a reason left in a shared browser is nobody else's.</param>
/// <param name="Code">One of <see cref="AccessReasons.Codes"/>.</param>
/// <param name="Words">What they wrote beside it; null where nothing.</param>
/// <param name="Day">The day for which it was chosen, UTC.</param>
public sealed record ChosenReason(string Account, string Code, string? Words, DateOnly Day);

/// <summary>Asks for a reason and remembers it, in a cookie that only this server can write and read.</summary>
public sealed class AccessReasons(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>What somebody may be here for. <c>other</c> takes words.</summary>
    public static readonly IReadOnlyList<string> Codes = ["interview", "departure", "acknowledgement", "care", "tracing", "client", "audit", "other"];

    public const int MostWords = 300;

    private const string Cookie = "kinkeeper-reason";

    private readonly IDataProtector _protector = protection.CreateProtector("reason of access");

    /// <summary>The reason chosen for today; a form that was opened before midnight may still be sent after it. Null where none was.</summary>
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
