using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kinkeeper.Platform.Web.Pages;

/// <summary>Redirects to the organization's sign-in. If none is configured, signs in with a demonstration account.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SignInModel(DemonstrationAccounts demonstration, PageFacts facts, RefusedRequests refused) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>True if the provider did not sign the person in.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Failed { get; set; }

    /// <summary>True if the provider signed the person in, but not as strongly or as recently as the settings require.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Weak { get; set; }

    public bool HasOrganization => !facts.IsDemonstration;

    public bool IsOpen { get; private set; }

    public void OnGet() => IsOpen = !HasOrganization && demonstration.AreOpen();

    public async Task<IActionResult> OnPostAsync(string account)
    {
        IsOpen = !HasOrganization && demonstration.AreOpen();
        if (DemonstrationAccounts.All.FirstOrDefault(known => known.Id == account) is not { } chosen)
        {
            return Page();
        }

        if (!IsOpen)
        {
            refused.Note(HttpContext, RefusedKind.DemonstrationClosed, chosen.Id);
            return Page();
        }

        await HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, chosen.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
