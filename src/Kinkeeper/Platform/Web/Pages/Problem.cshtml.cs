using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Platform.Web.Pages;

/// <summary>Tells people that a page does not exist or that something went wrong, what it means, and what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    /// <summary>The key of the text in <see cref="Words"/>.</summary>
    public string Text => Status switch
    {
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status429TooManyRequests => "too-many",
        >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError => "not-understood",
        _ => "broken",
    };

    /// <summary>The refusal's sentence; null if the program failed without a refusal.</summary>
    public string? Refused { get; private set; }

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        Refused = (HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error as RefusalException)?.Refusal.InPageLanguage();
        Response.StatusCode = Status is >= 400 and < 600 ? Status : StatusCodes.Status404NotFound;
    }
}
