using System.Security.Claims;
using Kinkeeper.Features.Clearance.Overriding;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Clearance.Pages;

/// <summary>Every override, and the second person's approval.</summary>
[Requires(Permission.ViewOverrides)]
public sealed class OverridesModel(OverrideGate overrides) : PageModel
{
    public IReadOnlyList<OverrideRow> All { get; private set; } = [];

    public string? Refused { get; private set; }

    public void OnGet() => All = overrides.List();

    public void OnPost(long approve)
    {
        try
        {
            overrides.Approve(new OverrideId(approve), Signs(User));
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        All = overrides.List();
    }

    /// <summary>Who signs: what the sign-in says, never what a form says.</summary>
    internal static Signatory Signs(ClaimsPrincipal user) =>
        Account.Of(user) is { } account ? new Signatory(account.Id, new HashSet<string> { Roles.NameOf(account.Role) }) : new Signatory(string.Empty, new HashSet<string>());
}
