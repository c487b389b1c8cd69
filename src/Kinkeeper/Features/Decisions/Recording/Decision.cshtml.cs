using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>
/// Shows one decision: what the parent said and how they were asked, its effect on the departure, every version, and revoking.
/// </summary>
[Requires(Permission.ViewDecisions)]
[OpensFile]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DecisionModel(ReadDecision decisions, RevokeDecision revoke, AccessRecord access, TimeProvider clock) : PageModel
{
    /// <summary>See <see cref="ReadDecision.Execute"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string Address { get; set; } = string.Empty;

    /// <summary>The action just done: <c>recording</c>, <c>revoking</c> or <c>amending</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DecisionFile Record { get; private set; } = null!;

    public string? Refused { get; private set; }

    public bool MayRevoke => Account.Of(User)!.May(Permission.Interview) && Record.IsLatest && Record.MayBeRevokedAt(clock.GetUtcNow());

    public bool MayAmend => Account.Of(User)!.May(Permission.Interview) && Record.IsLatest && Record.Row.RevokedAt is null;

    public async Task<IActionResult> OnGetAsync() => await FoundAsync() ? Page() : NotFound();

    /// <summary>Revokes the decision and records the signed-in account as the one who wrote it down.</summary>
    public async Task<IActionResult> OnPostAsync(string? words)
    {
        if (!await FoundAsync())
        {
            return NotFound();
        }

        if (!Account.Of(User)!.May(Permission.Interview))
        {
            return Forbid();
        }

        try
        {
            revoke.Execute(Record.Row.DecisionId, Account.Of(User)!.Id, words);
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
            return Page();
        }

        return Redirect($"/decisions/{Address}?after=revoking");
    }

    private async Task<bool> FoundAsync()
    {
        if (decisions.Execute(Address) is not { } file)
        {
            return false;
        }

        await access.ReadAsync(HttpContext, [file.Parent.Id, file.Child.Id]);
        Record = file;
        return true;
    }
}
