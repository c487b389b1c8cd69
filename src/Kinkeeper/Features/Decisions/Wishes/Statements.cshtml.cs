using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>Statements that nobody has read for a wish: the screen highlights, a person reads and marks.</summary>
[Requires(Permission.ReadStatements)]
public sealed class StatementsModel(FindStatements statements, ReadStatements marks, AccessRecord access) : PageModel
{
    /// <summary>As many as somebody reads before they tire of reading.</summary>
    private const int Most = 10;

    /// <summary>In this order on every page: none is offered first because the screen would like it.</summary>
    public static IReadOnlyList<Wish> Marks { get; } = [Wish.Accompany, Wish.Remain, Wish.Unclear, Wish.NoneExpressed];

    /// <summary>Where the last part of the list ended: its departure, in microseconds.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Departs { get; set; }

    /// <summary>Where the last part of the list ended: its statement.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    /// <summary>One statement only, whether read or not: to look again, or to mark it otherwise.</summary>
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

    /// <summary>Who marks is who is signed in, never what a form says.</summary>
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
