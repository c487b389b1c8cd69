using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Policies;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>Requests an override. It has no effect until a second person approves it.</summary>
[Requires(Permission.Override)]
public sealed class AskOverrideModel(OverrideGate overrides, PolicyShelf policies) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Clearance { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Line { get; set; }

    public IReadOnlyList<string> Reasons => policies.Find(PolicyShelf.Default).Overrides?.Reasons ?? [];

    /// <summary>The reason sent, kept so that a refusal loses nothing.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public string? Refused { get; private set; }

    public void OnGet()
    {
    }

    public IActionResult OnPost()
    {
        try
        {
            overrides.Request(new ClearanceId(Clearance), Line, Reason ?? string.Empty, Words ?? string.Empty, OverridesModel.Signs(User));
            return Redirect("/overrides");
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
            return Page();
        }
    }
}
