using System.Globalization;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// Compares two imported versions of an agency's list. They contain everybody's rows, so only an account that may see everybody can use
/// this page. Each known person whose row is shown is recorded.
/// </summary>
[Requires(Permission.CompareImports)]
[EnableRateLimiting(RequestLimits.Search)]
public sealed class ImportedListsModel(Store store, KnownRows known, AccessRecord access, IStringLocalizer<Words> texts) : ListsPage(known, access, texts)
{
    private const int MostOffered = 200;

    /// <summary>Number of the earlier import. Null if none was chosen yet.</summary>
    [BindProperty(SupportsGet = true, Name = "first")]
    public long? First { get; set; }

    [BindProperty(SupportsGet = true, Name = "second")]
    public long? Second { get; set; }

    /// <summary>Columns that identify a row, separated by commas. Empty for the format's own.</summary>
    [BindProperty(SupportsGet = true, Name = "key")]
    public string? Key { get; set; }

    /// <summary>Finished imports for which another one of the same format exists, latest first.</summary>
    public IReadOnlyList<Import> Imports { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        using KinkeeperDb db = store.Open();
        Imports = await db.Set<Import>().AsNoTracking()
            .Where(import => import.State == ImportState.Done && db.Set<Import>().Count(other => other.Format == import.Format && other.State == ImportState.Done) > 1)
            .OrderByDescending(import => import.Id).Take(MostOffered).ToListAsync(HttpContext.RequestAborted);
        if (!ModelState.IsValid)
        {
            return Refuse(Text("lists.refused.number"));
        }

        if (First is not { } first || Second is not { } second)
        {
            return Page();
        }

        Import? before = Find(db, first), after = Find(db, second);
        if (before is null || after is null || before.State != ImportState.Done || after.State != ImportState.Done)
        {
            return Refuse(Text("lists.refused.number"));
        }

        if (before.Format != after.Format)
        {
            return Refuse(Text("lists.refused.two-formats", before.Format, after.Format));
        }

        return await CompareAsync(Version(before), Version(after), before.Format, Key, Text("lists.whole-verb", $"kinkeeper review compare import:{first} import:{second}"));
    }

    /// <summary>Describes an import in one line, without its file name, which may contain a person's name.</summary>
    public string Line(Import import) => string.Create(
        CultureInfo.CurrentCulture,
        $"{import.Id.Value} · {import.Format} · {import.Source} · {(import.AsOf is { } day ? Text("lists.as-of", day.ToString("D", CultureInfo.CurrentCulture)) : SayTime.Instant(import.StartedAt))} · {Text("lists.import-rows", import.Rows)}");

    private static Import? Find(KinkeeperDb db, long id) => db.Set<Import>().AsNoTracking().SingleOrDefault(import => import.Id == new ImportId(id));

    private ListVersion Version(Import import) => ListVersion.OfImport(import.Id, Text("lists.import", import.Id.Value), store);
}
