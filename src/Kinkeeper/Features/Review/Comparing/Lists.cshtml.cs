using System.Globalization;
using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Review.Overview;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// Compares two uploaded versions of a list: added, removed and changed rows. Nothing uploaded is kept. During the comparison it is only
/// in memory and in an unnamed file. Neither its content nor its name is logged.
/// </summary>
[Requires(Permission.CompareLists)]
[EnableRateLimiting(RequestLimits.Search)]
[RefuseLargeForms]
[RequestSizeLimit(RefuseLargeFormsAttribute.MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = RefuseLargeFormsAttribute.MostBytes, MemoryBufferThreshold = (int)RefuseLargeFormsAttribute.MostBytes)]
public sealed class ListsModel(KnownRows known, AccessRecord access, IStringLocalizer<Words> texts) : ListsPage(known, access, texts)
{
    /// <summary>The button that asks for a file instead of a page.</summary>
    public const string AsFile = "file";

    /// <summary>The most characters shown of a file's name.</summary>
    private const int MostNameCharacters = 80;

    public static IEnumerable<string> Formats => RowFormat.All.Select(format => format.Name).Order(StringComparer.Ordinal);

    /// <summary>The chosen format. Empty to find it from the columns.</summary>
    [BindProperty(Name = "format")]
    public string? Format { get; set; }

    /// <summary>Columns that identify a row, separated by commas. Empty for the format's own.</summary>
    [BindProperty(Name = "key")]
    public string? Key { get; set; }

    /// <summary>The size limit as text, such as <c>20 MB</c>.</summary>
    public static string Megabytes => string.Create(CultureInfo.CurrentCulture, $"{ListLimits.MostFileBytes >> 20} MB");

    public static string Rows => ReviewPage.Number(ListLimits.OfPages.Rows);

    public IActionResult OnGet(bool large) => large ? Refuse(Text("lists.refused.too-large", Megabytes), StatusCodes.Status413PayloadTooLarge) : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] IFormFile? first, [FromForm] IFormFile? second, [FromForm] string? answer)
    {
        if (first is null || second is null)
        {
            return Refuse(Text("lists.refused.missing"));
        }

        foreach (IFormFile sent in (IFormFile[])[first, second])
        {
            if (sent.Length > ListLimits.MostFileBytes)
            {
                return Refuse(Text("lists.refused.too-large", Megabytes), StatusCodes.Status413PayloadTooLarge);
            }
        }

        if (Format is { Length: > 0 } format && !Formats.Contains(format))
        {
            return Refuse(Text("lists.refused.format"));
        }

        using NamelessFile before = await HoldAsync(first), after = await HoldAsync(second);
        return await CompareAsync(Version(before, first, "lists.first"), Version(after, second, "lists.second"), Format, Key, Text("lists.whole-file"), answer == AsFile);
    }

    private async Task<NamelessFile> HoldAsync(IFormFile sent)
    {
        await using Stream content = sent.OpenReadStream();
        return await NamelessFile.OfAsync(content, HttpContext.RequestAborted);
    }

    private ListVersion Version(NamelessFile held, IFormFile sent, string which)
    {
        string name = Path.GetFileName(sent.FileName);
        return ListVersion.OfFile(held.Path, $"{Text(which)} ({(name.Length <= MostNameCharacters ? name : $"{name[..MostNameCharacters]}…")})", ListLimits.OfPages.Reading);
    }
}
