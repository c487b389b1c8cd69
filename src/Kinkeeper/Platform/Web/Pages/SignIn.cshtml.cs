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

/// <summary>Leads to the organization's sign-in; where none is configured, signs in with one of the demonstration's accounts.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SignInModel(DemonstrationAccounts demonstration, PageFacts facts, RefusedRequests refused) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The provider did not sign somebody in.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Failed { get; set; }

    /// <summary>The provider signed somebody in, but not as strongly or as recently as the settings ask.</summary>
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
