using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Features.Review.Overview;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Review.Duties;

/// <summary>The duties behind one bar, oldest departure first. One line per child, by removal id.</summary>
[Requires(Permission.ViewReview)]
public sealed class DutyListModel(KeepReviews reviews, OpenCases cases) : PageModel
{
    public const int PerSheet = 50;

    [BindProperty(SupportsGet = true, Name = "standing")]
    public DutyStanding Standing { get; set; }

    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int? AskedSheet { get; set; }

    /// <summary>The instant the list describes. Null while it is computed for the first time.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>True if the evidence has changed since and new numbers are being computed.</summary>
    public bool IsCountedAgain { get; private set; }

    /// <summary>The page of fifty rows, from 1.</summary>
    public int Sheet { get; private set; } = 1;

    public int Sheets { get; private set; } = 1;

    /// <summary>Number of all duties in this state, not only those shown.</summary>
    public int Total { get; private set; }

    public IReadOnlyList<Duty> Shown { get; private set; } = [];

    /// <summary>The shown removals whose case the reader may open.</summary>
    public IReadOnlySet<string> Opening { get; private set; } = new HashSet<string>();

    /// <summary>The address of the list, without the page number.</summary>
    public string List => AddressOf(Standing);

    public static string AddressOf(DutyStanding standing) => $"/review/duties/list?standing={Word(standing)}";

    /// <summary>Returns the key of the words for a duty's state.</summary>
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
