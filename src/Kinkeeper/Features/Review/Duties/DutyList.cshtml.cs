using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Features.Review.Overview;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Review.Duties;

/// <summary>The duties behind one bar, the departure longest ago first; by removal id, a line for each child.</summary>
[Requires(Permission.ViewReview)]
public sealed class DutyListModel(KeepReviews reviews, OpenCases cases) : PageModel
{
    public const int PerSheet = 50;

    [BindProperty(SupportsGet = true, Name = "standing")]
    public DutyStanding Standing { get; set; }

    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int? AskedSheet { get; set; }

    /// <summary>The instant for which the list stands; null while it is being counted for the first time.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>Something has changed since, and new numbers are being counted.</summary>
    public bool IsCountedAgain { get; private set; }

    /// <summary>Which fifty is shown, from 1.</summary>
    public int Sheet { get; private set; } = 1;

    public int Sheets { get; private set; } = 1;

    /// <summary>All duties that stand so, not only those shown.</summary>
    public int Total { get; private set; }

    public IReadOnlyList<Duty> Shown { get; private set; } = [];

    /// <summary>The removals among those shown whose case the reader may open.</summary>
    public IReadOnlySet<string> Opening { get; private set; } = new HashSet<string>();

    /// <summary>The list as an address, but for its sheet.</summary>
    public string List => AddressOf(Standing);

    public static string AddressOf(DutyStanding standing) => $"/review/duties/list?standing={Word(standing)}";

    /// <summary>Key of the words that say how a duty stands.</summary>
    public static string KeyOf(DutyStanding standing) => $"duties.{Word(standing)}";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!ModelState.IsValid || !Enum.IsDefined(Standing))
        {
            return NotFound();
        }

        if (await reviews.DutiesAsync(KeepReviews.Patience) is { } kept)
        {
            (At, IsCountedAgain) = (kept.At, !kept.IsCurrent);
            Duty[] all = [.. kept.Answer.Duties.Where(duty => duty.Standing == Standing)];
            Total = all.Length;
            Sheets = Math.Max(1, (Total + PerSheet - 1) / PerSheet);
            Sheet = Math.Clamp(AskedSheet ?? 1, 1, Sheets);
            Shown = [.. all.Skip((Sheet - 1) * PerSheet).Take(PerSheet)];
            Opening = cases.Of(Account.Of(User)!, [.. Shown.Select(duty => duty.RemovalId)]);
        }

        return Page();
    }

    private static string Word(DutyStanding standing) => standing.ToString().ToLowerInvariant();
}
