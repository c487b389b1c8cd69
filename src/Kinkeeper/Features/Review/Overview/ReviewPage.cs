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

/// <summary>What the pages of the review share: the question asked in the address, which names nobody.</summary>
public abstract class ReviewPage : PageModel
{
    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "policy")]
    public string? AskedPolicy { get; set; }

    public string Policy => AskedPolicy ?? PolicyShelf.Default;

    /// <summary>Key of the words that say why the question cannot be answered; null: it was answered.</summary>
    public string? Refused { get; private set; }

    /// <summary>The question as part of an address: the same period and policy on every page.</summary>
    public string Question =>
        $"{(From is null ? null : $"from={Day(From)}&")}{(To is null ? null : $"to={Day(To)}&")}policy={Uri.EscapeDataString(Policy)}";

    /// <summary>Where the removals behind a part of a picture stand: those of a class, of a month, or of a class in a month.</summary>
    public string Segment(FindingClass? found, DateOnly? month) =>
        $"/review/cases?{(found is { } named ? $"class={FindingText.Code(named)}&" : null)}{(month is null ? null : $"month={Day(month)}&")}{Question}";

    /// <summary>Where the removals of the parents of a step stand.</summary>
    public string OfParents(NarrowingStep step) => $"/review/cases?parents={step.ToString().ToLowerInvariant()}&{Question}";

    /// <summary>Where a removal's case stands; with the month of the list it was found in, so that the case leads back to that list.</summary>
    public string CaseOf(string removal, DateOnly? month) => $"/review/cases/{Uri.EscapeDataString(removal)}?{(month is null ? null : $"month={Day(month)}&")}{Question}";

    /// <summary>As a date field takes it; empty for no bound.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Sentence(FindingClass found) => PageLanguage.IsSpanish ? FindingText.Spanish(found) : FindingText.Sentence(found);

    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A departure in the offset in which it is written: that offset decides its day.</summary>
    public static string Departure(DateTimeOffset departure) =>
        $"{departure.ToString("D", CultureInfo.CurrentCulture)} (UTC{departure.ToString("zzz", CultureInfo.InvariantCulture)})";

    public static IEnumerable<Defect> DefectsOf(Defects defects) => Defect.All.Where(defect => (defects & defect.Bit) != 0);

    /// <summary>A month as a heading.</summary>
    public static string MonthName(DateOnly month) => month.ToString("Y", CultureInfo.CurrentCulture);

    /// <summary>The instant for which the numbers stand; null where there are none.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>Something has changed since: the numbers shown are the last ones, and new ones are being counted.</summary>
    public bool IsCountedAgain { get; private set; }

    /// <summary>The question has never been counted, and is being counted now.</summary>
    public bool IsCountedFirst { get; private set; }

    /// <summary>The kept answer to the question; null while it is being counted for the first time.</summary>
    protected async Task<ReviewSummary?> KeptAsync(KeepReviews reviews, ReviewRequest request)
    {
        KeptAnswer<ReviewSummary>? kept = await reviews.ReviewAsync(request, KeepReviews.Patience);
        (At, IsCountedAgain, IsCountedFirst) = (kept?.At, kept is { IsCurrent: false }, kept is null);
        return kept?.Answer;
    }

    /// <summary>Answers the question, or says why not: a number for another question than the one asked would be worse than none.</summary>
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
