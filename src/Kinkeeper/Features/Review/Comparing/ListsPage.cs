using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// The common base of pages that compare two versions of a list: one comparison at a time, refusals, and the record of people shown.
/// </summary>
public abstract class ListsPage(KnownRows known, AccessRecord access, IStringLocalizer<Words> texts) : PageModel
{
    /// <summary>Allows one comparison at a time in the whole process, because two lists can take over a hundred megabytes.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>The comparison. Null before the first one.</summary>
    public ListAnswer? Answer { get; private set; }

    /// <summary>The reason why nothing was compared, and what to do. Null if nothing is wrong.</summary>
    public string? Refused { get; private set; }

    protected string Text(string key, params object[] values) => texts[key, values];

    /// <summary>Answers with the reason why nothing was compared.</summary>
    protected IActionResult Refuse(string why, int status = StatusCodes.Status400BadRequest)
    {
        Refused = why;
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>
    /// Compares two lists, or answers with the reason why not. Known people are linked to a row only after the access has been recorded.
    /// </summary>
    internal async Task<IActionResult> CompareAsync(ListVersion first, ListVersion second, string? format, string? key, string whole, bool asFile = false)
    {
        ListVersion reading = first;
        ListsCompared lists;
        await OneAtATime.WaitAsync(HttpContext.RequestAborted);
        try
        {
            lists = CompareVersions.Of(first, second, format, key, ListLimits.OfPages, version => reading = version);
        }
        catch (RefusalException refused)
        {
            return Refuse(Why(refused.Refusal, reading.Called));
        }
        finally
        {
            OneAtATime.Release();
        }

        if (asFile)
        {
            return File(DifferencesFile.Write(lists), "text/csv; charset=utf-8", "differences.csv");
        }

        ListRow[] shown = [.. ListAnswer.Kinds.SelectMany(kind => ListAnswer.Shown(lists, kind)).Select(ListAnswer.RowOf)];
        IReadOnlyDictionary<ListRow, IReadOnlyList<KnownPerson>> people = await known.OfAsync(Account.Of(User)!, lists.Columns, shown);
        // Seeing which people of a list are on record here is a search, and is recorded as one.
        await access.ReadAsync(HttpContext, [.. people.Values.SelectMany(row => row).Select(person => person.Record)], isSearch: true);
        Answer = new ListAnswer(lists, people, whole);
        return Page();
    }

    /// <summary>
    /// Rewrites a reader's refusal. The original is in English and names a path on the server; the new one names the list as the user knows
    /// it.
    /// </summary>
    private string Why(Refusal refusal, string called)
    {
        LocalizedString said = texts[$"lists.refused.{refusal.Code}", called];
        return !said.ResourceNotFound ? said
            : refusal.Spanish is not null ? refusal.InPageLanguage()
            : texts["lists.refused.other", called];
    }
}
