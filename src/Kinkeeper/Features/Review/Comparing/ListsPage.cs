using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>What the pages share that compare two versions of a list: one comparison at a time, what is said where there is none, and who was read.</summary>
public abstract class ListsPage(KnownRows known, AccessRecord access, IStringLocalizer<Words> texts) : PageModel
{
    /// <summary>Two lists take a hundred megabytes and more: one pair after another in the whole process.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Null before anything was compared.</summary>
    public ListAnswer? Answer { get; private set; }

    /// <summary>Why nothing was compared, and what to do; null where nothing is wrong.</summary>
    public string? Refused { get; private set; }

    protected string Text(string key, params object[] values) => texts[key, values];

    /// <summary>Says why nothing was compared.</summary>
    protected IActionResult Refuse(string why, int status = StatusCodes.Status400BadRequest)
    {
        Refused = why;
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Compares, or says why not; a row is shown with whom it names only where that has been noted.</summary>
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
        // To learn from a list who is on record here is a search, and is noted as one.
        await access.ReadAsync(HttpContext, [.. people.Values.SelectMany(row => row).Select(person => person.Record)], isSearch: true);
        Answer = new ListAnswer(lists, people, whole);
        return Page();
    }

    /// <summary>A reader's own sentence names the place of a file on the server, and is in English: here it is said anew, of the list as a person calls it.</summary>
    private string Why(Refusal refusal, string called)
    {
        LocalizedString said = texts[$"lists.refused.{refusal.Code}", called];
        return !said.ResourceNotFound ? said
            : refusal.Spanish is not null ? refusal.InPageLanguage()
            : texts["lists.refused.other", called];
    }
}
