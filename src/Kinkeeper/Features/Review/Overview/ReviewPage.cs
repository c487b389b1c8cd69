using System.Globalization;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Review.Overview;

/// <summary>The common base of the review's pages: the question in the address, which names nobody.</summary>
public abstract class ReviewPage : PageModel
{
    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "policy")]
    public string? AskedPolicy { get; set; }

    public string Policy => AskedPolicy ?? PolicyShelf.Default;

    /// <summary>Key of the words that say why the question cannot be answered. Null if it was answered.</summary>
    public string? Refused { get; private set; }

    /// <summary>The question as part of an address: the same period and policy on every page.</summary>
    public string Question =>
        $"{(From is null ? null : $"from={Day(From)}&")}{(To is null ? null : $"to={Day(To)}&")}policy={Uri.EscapeDataString(Policy)}";

    /// <summary>Returns the address of the removals behind a part of a chart: a class, a month, or a class in a month.</summary>
    public string Segment(FindingClass? found, DateOnly? month) =>
        $"/review/cases?{(found is { } named ? $"class={FindingText.Code(named)}&" : null)}{(month is null ? null : $"month={Day(month)}&")}{Question}";

    /// <summary>Returns the address of the removals of a step's parents.</summary>
    public string OfParents(NarrowingStep step) => $"/review/cases?parents={step.ToString().ToLowerInvariant()}&{Question}";

    /// <summary>Returns the address of a removal's case. It includes the month of the list, so that the case can link back.</summary>
    public string CaseOf(string removal, DateOnly? month) => $"/review/cases/{Uri.EscapeDataString(removal)}?{(month is null ? null : $"month={Day(month)}&")}{Question}";

    /// <summary>Formats a date for a date field. Empty for no bound.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Sentence(FindingClass found) => PageLanguage.IsSpanish ? FindingText.Spanish(found) : FindingText.Sentence(found);

    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Formats a departure in the offset in which it is written. That offset decides its day.</summary>
    public static string Departure(DateTimeOffset departure) =>
        $"{departure.ToString("D", CultureInfo.CurrentCulture)} (UTC{departure.ToString("zzz", CultureInfo.InvariantCulture)})";

    public static IEnumerable<Defect> DefectsOf(Defects defects) => Defect.All.Where(defect => (defects & defect.Bit) != 0);

    /// <summary>Formats a month for a heading.</summary>
    public static string MonthName(DateOnly month) => month.ToString("Y", CultureInfo.CurrentCulture);

    /// <summary>The instant the numbers describe. Null if there are none.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>True if the evidence has changed since. The page shows the previous numbers while new ones are computed.</summary>
    public bool IsCountedAgain { get; private set; }

    /// <summary>True while the answer is computed for the first time.</summary>
    public bool IsCountedFirst { get; private set; }

    /// <summary>Returns the kept answer to the question. Null while it is computed for the first time.</summary>
    protected async Task<ReviewSummary?> KeptAsync(KeepReviews reviews, ReviewRequest request)
    {
        KeptAnswer<ReviewSummary>? kept = await reviews.ReviewAsync(request, KeepReviews.Patience);
        (At, IsCountedAgain, IsCountedFirst) = (kept?.At, kept is { IsCurrent: false }, kept is null);
        return kept?.Answer;
    }

    /// <summary>
    /// Answers the question, or says why not. It never answers a different question, because a wrong number is worse than none.
    /// </summary>
    protected async Task<IActionResult> AnswerAsync(Func<ReviewRequest, Task> ask)
    {
        if (!ModelState.IsValid)
        {
            Refused = "review.not-understood";
        }
        else if (From > To)
        {
            Refused = "review.period-reversed";
        }
        else
        {
            try
            {
                await ask(new ReviewRequest(From, To, Policy));
            }
            catch (RefusalException refused) when (refused.Refusal.Code is "policy-unknown" or "policy-unreadable")
            {
                Refused = $"review.{refused.Refusal.Code}";
            }
        }

        if (Refused is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return Page();
    }
}
