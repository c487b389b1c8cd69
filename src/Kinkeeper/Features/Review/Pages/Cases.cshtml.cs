using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kinkeeper.Features.Review.Pages;

/// <summary>The removals behind one class of the finding, by removal id.</summary>
[Requires(Permission.ViewReview)]
public sealed class CasesModel(ReviewRemovals review) : ReviewPage
{
    public const int PerSheet = 50;

    [BindProperty(SupportsGet = true, Name = "class")]
    public FindingClass? AskedClass { get; set; }

    public FindingClass Class => AskedClass ?? FindingClass.Undocumented;

    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int? AskedSheet { get; set; }

    /// <summary>Which fifty is shown, from 1.</summary>
    public int Sheet { get; private set; } = 1;

    public int Sheets { get; private set; } = 1;

    /// <summary>All removals of the class, not only those shown.</summary>
    public int Total { get; private set; }

    public IReadOnlyList<RemovalFinding> Shown { get; private set; } = [];

    public IActionResult OnGet() => Answer(request =>
    {
        RemovalFinding[] cases = [.. review.Execute(request).Findings.Where(finding => finding.Class == Class)];
        Total = cases.Length;
        Sheets = Math.Max(1, (Total + PerSheet - 1) / PerSheet);
        Sheet = Math.Clamp(AskedSheet ?? 1, 1, Sheets);
        Shown = [.. cases.Skip((Sheet - 1) * PerSheet).Take(PerSheet)];
    });
}
