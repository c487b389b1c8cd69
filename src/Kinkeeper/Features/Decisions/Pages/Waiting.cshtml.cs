using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Pages;

/// <summary>The decisions that wait for a supervisor, what each lacks, and the acknowledgement in the supervisor's own session.</summary>
[Requires(Permission.AcknowledgeDecisions)]
public sealed class WaitingModel(ListWaiting waiting, AcknowledgeDecision acknowledge) : PageModel
{
    /// <summary>As many as somebody reads before they tire of reading.</summary>
    private const int Most = 25;

    [BindProperty(SupportsGet = true)]
    public int After { get; set; }

    public IReadOnlyList<WaitingDecision> Listed { get; private set; } = [];

    public int All { get; private set; }

    /// <summary>From where the older ones are listed; null where there are none.</summary>
    public int? Older => After + Listed.Count < All ? After + Listed.Count : null;

    public string? Refused { get; private set; }

    public bool Acknowledged { get; private set; }

    public void OnGet() => List();

    /// <summary>Who acknowledges is who is signed in, never what a form says.</summary>
    public void OnPost(string? decision)
    {
        try
        {
            acknowledge.Execute(decision ?? string.Empty, Account.Of(User)!.Id);
            Acknowledged = true;
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        List();
    }

    private void List()
    {
        After = Math.Max(After, 0);
        (Listed, All) = waiting.Execute(After, Most);
    }
}
