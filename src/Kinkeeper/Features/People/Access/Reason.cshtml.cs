using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Access;

/// <summary>Asks why somebody opens people's files: once for a task, remembered for the day, noted with each person read.</summary>
[Requires(Permission.Home)]
public sealed class ReasonModel(AccessReasons reasons) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Nothing was chosen, or <c>other</c> without words.</summary>
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
