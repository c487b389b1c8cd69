using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Features.Review.Overview;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Kinkeeper.Features.Review.Cases;

/// <summary>
/// The removals behind one part of a chart: a class, a month, a class in a month, or the parents of one step. Listed by removal id.
/// </summary>
[Requires(Permission.ViewReview)]
public sealed class CasesModel(KeepReviews reviews, OpenCases cases) : ReviewPage
{
    public const int PerSheet = 50;

    /// <summary>The class. Null for every class of the month.</summary>
    [BindProperty(SupportsGet = true, Name = "class")]
    public FindingClass? AskedClass { get; set; }

    /// <summary>Any day of the month of departure, UTC. Null for every month.</summary>
    [BindProperty(SupportsGet = true, Name = "month")]
    public DateOnly? AskedMonth { get; set; }

    /// <summary>The step whose parents are listed. Null for all parents.</summary>
    [BindProperty(SupportsGet = true, Name = "parents")]
    public NarrowingStep? Step { get; set; }

    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int? AskedSheet { get; set; }

    public FindingClass? Class => AskedClass ?? (AskedMonth is null && Step is null ? FindingClass.Undocumented : null);

    public DateOnly? Month => AskedMonth is { } day ? new DateOnly(day.Year, day.Month, 1) : null;

    /// <summary>The page of fifty rows, from 1.</summary>
    public int Sheet { get; private set; } = 1;

    public int Sheets { get; private set; } = 1;

    /// <summary>Number of all removals behind the bar, not only those shown.</summary>
    public int Total { get; private set; }

    /// <summary>The month's removals by class. Null if no month was chosen.</summary>
    public ClassCounts? OfMonth { get; private set; }

    public IReadOnlyList<CaseLine> Shown { get; private set; } = [];

    /// <summary>The shown removals whose case the reader may open.</summary>
    public IReadOnlySet<string> Opening { get; private set; } = new HashSet<string>();

    /// <summary>The address of the list, without the page number.</summary>
    public string List => Step is { } step ? OfParents(step) : Segment(Class, Month);

    /// <summary>Number of parents whose removals are listed. A parent may have been removed more than once.</summary>
    public int Parents { get; private set; }

    public Task<IActionResult> OnGetAsync() => AnswerAsync(async request =>
    {
        if (await KeptAsync(reviews, request) is not { } review)
        {
            return;
        }

        CaseLine[] all = Step is { } step
            ? [.. review.Cases.Where(line => NarrowingSteps.Keeps(step, line.ParentClass))]
            : [.. review.Cases.Where(line => (Class is null || line.Class == Class) && (Month is null || line.Month == Month))];
        Parents = all.Select(line => line.Parent).Distinct().Count();
        OfMonth = Month is { } month ? review.Months.FirstOrDefault(counts => counts.Month == month)?.Removals : null;
        Total = all.Length;
        Sheets = Math.Max(1, (Total + PerSheet - 1) / PerSheet);
        Sheet = Math.Clamp(AskedSheet ?? 1, 1, Sheets);
        Shown = [.. all.Skip((Sheet - 1) * PerSheet).Take(PerSheet)];
        Opening = cases.Of(Account.Of(User)!, [.. Shown.Select(line => line.RemovalId)]);
    });
}
