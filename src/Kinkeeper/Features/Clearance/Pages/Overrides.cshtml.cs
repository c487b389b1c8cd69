using System.Security.Claims;
using Kinkeeper.Features.Clearance.Overriding;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Clearance.Pages;

/// <summary>Every override, and the second person's approval.</summary>
[Requires(Permission.ViewOverrides)]
public sealed class OverridesModel(OverrideGate overrides, PersonScope scope, AccessRecord access) : PageModel
{
    public IReadOnlyList<OverrideRow> All { get; private set; } = [];

    public string? Refused { get; private set; }

    public Task OnGetAsync() => ListAsync();

    public async Task OnPostAsync(long approve)
    {
        await ListAsync();
        try
        {
            if (!All.Any(row => row.Id.Value == approve))
            {
                throw OverrideRefusals.Unknown();
            }

            overrides.Approve(new OverrideId(approve), Signs(User));
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        await ListAsync();
    }

    private async Task ListAsync()
    {
        IReadOnlyList<OverrideRow> all = overrides.List();
        IReadOnlySet<PersonId> visible = scope.Visible(Account.Of(User)!, [.. all.Select(row => row.PersonId)]);
        await access.ReadAsync(HttpContext, visible);
        All = [.. all.Where(row => visible.Contains(row.PersonId))];
    }

    /// <summary>Who signs: what the sign-in says, never what a form says.</summary>
    internal static Signatory Signs(ClaimsPrincipal user) =>
        Account.Of(user) is { } account ? new Signatory(account.Id, new HashSet<string> { Roles.NameOf(account.Role) }) : new Signatory(string.Empty, new HashSet<string>());
}
