using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kinkeeper.Platform.Web.Pages;

/// <summary>Signs in with one of the demonstration's accounts.</summary>
[AllowAnonymous]
[EnableRateLimiting(SecurityFeature.SignInLimit)]
public sealed class SignInModel(DemonstrationAccounts demonstration) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool IsOpen { get; private set; }

    public void OnGet() => IsOpen = demonstration.AreOpen();

    public async Task<IActionResult> OnPostAsync(string account)
    {
        IsOpen = demonstration.AreOpen();
        if (!IsOpen || DemonstrationAccounts.All.FirstOrDefault(known => known.Id == account) is not { } chosen)
        {
            return Page();
        }

        await HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, chosen.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
