using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Access;

/// <summary>Asks why the account opens people's files today: once for a task, kept for the day, recorded with each reading.</summary>
[Requires(Permission.Home)]
public sealed class ReasonModel(AccessReasons reasons) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>True if nothing was chosen, or <c>other</c> was chosen without words.</summary>
    public bool Incomplete { get; private set; }

    public ChosenReason? Chosen { get; private set; }

    public void OnGet() => Chosen = reasons.Chosen(HttpContext, Account.Of(User)!);

    public IActionResult OnPost()
    {
        string? words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim();
        if (!AccessReasons.Codes.Contains(Reason) || words?.Length > AccessReasons.MostWords || (Reason == "other" && words is null))
        {
            Incomplete = true;
            return Page();
        }

        reasons.Choose(HttpContext, Account.Of(User)!, Reason!, words);
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/");
    }
}
