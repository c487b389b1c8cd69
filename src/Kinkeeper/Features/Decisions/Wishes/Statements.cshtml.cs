using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>Shows statements that nobody has read for a wish. The screen highlights; a person reads and marks.</summary>
[Requires(Permission.ReadStatements)]
public sealed class StatementsModel(FindStatements statements, ReadStatements marks, AccessRecord access) : PageModel
{
    /// <summary>A number that one person can read with care.</summary>
    private const int Most = 10;

    /// <summary>The marks, in the same order on every page. The screen does not influence it.</summary>
    public static IReadOnlyList<Wish> Marks { get; } = [Wish.Accompany, Wish.Remain, Wish.Unclear, Wish.NoneExpressed];

    /// <summary>The end of the last part of the list: its departure, in microseconds.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Departs { get; set; }

    /// <summary>The end of the last part of the list: its statement.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    /// <summary>A single statement to show, read or unread, to look again or change the mark.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Statement { get; set; }

    public IReadOnlyList<StatementSheet> Listed { get; private set; } = [];

    public StatementMark? Next { get; private set; }

    public string? Refused { get; private set; }

    /// <summary>The statement that was just marked.</summary>
    public StatementSheet? Marked { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await ListAsync();
        return Statement is not null && Listed.Count == 0 ? NotFound() : Page();
    }

    /// <summary>Records the mark with the signed-in account as the reader, never a name from the form.</summary>
    public async Task OnPostAsync([FromForm] long read, [FromForm] Wish? was, [FromForm] string? wish)
    {
        Account account = Account.Of(User)!;
        try
        {
            StatementSheet sheet = statements.Find(account, read) ?? throw DecisionRefusals.StatementUnknown(read);
            Wish chosen = Marks.FirstOrDefault(mark => ReadStatements.WordOf(mark) == wish);
            if (chosen == Wish.NotRead)
            {
                throw DecisionRefusals.MarkMissing();
            }

            marks.Mark(read, chosen, account.Id, was ?? Wish.NotRead);
            Marked = sheet with { Wish = chosen };
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        await ListAsync();
    }

    private Task ListAsync()
    {
        Account account = Account.Of(User)!;
        if (Statement is { } one)
        {
            Listed = statements.Find(account, one) is { } sheet ? [sheet] : [];
        }
        else
        {
            (Listed, Next) = statements.Unread(account, Departs is { } departs && After is { } after ? new StatementMark(departs, after) : null, Most);
        }

        return access.ReadAsync(HttpContext, [.. Listed.Select(sheet => sheet.Record)]);
    }
}
