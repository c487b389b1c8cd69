using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Platform.Web.Pages;

/// <summary>Tells people that their role may not open a page.</summary>
[AllowAnonymous]
public sealed class NotAllowedModel : PageModel
{
    public void OnGet() => Response.StatusCode = StatusCodes.Status403Forbidden;
}
