using System.Net;
using System.Text;
using Kinkeeper.Features.Decisions.Wishes;
using Kinkeeper.Features.Intake.Vocabulary;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Pages;

/// <summary>
/// Statements that nobody has read for a wish. The screen highlights sentences and marks nothing: a person reads, and says what they
/// read. In the summer of 2018 such sentences stood in case comments, and nobody looked (DHS OIG-21-36).
/// </summary>
[OpensFile]
[Requires(Permission.ReadStatements)]
public sealed class StatementsModel(ListUnread unread, ReadStatements read, AccessRecord access) : PageModel
{
    /// <summary>The answers, in the order in which they stand; none is chosen beforehand.</summary>
    public static readonly IReadOnlyList<Wish> Answers = [Wish.Accompany, Wish.Remain, Wish.Unclear, Wish.NoneExpressed];

    [BindProperty(SupportsGet = true, Name = "part")]
    public int Part { get; set; } = 1;

    /// <summary>Only those whose speaker is to depart soon.</summary>
    [BindProperty(SupportsGet = true, Name = "soon")]
    public bool Soon { get; set; }

    /// <summary>The statement marked last: it is shown with what the mark means, to be taken back.</summary>
    [BindProperty(SupportsGet = true, Name = "marked")]
    public long? Marked { get; set; }

    public UnreadPage Unread { get; private set; } = new([], 0);

    public int Parts => (Unread.Count + ListUnread.PerPage - 1) / ListUnread.PerPage;

    public ReadableStatement? Last { get; private set; }

    public string? Refused { get; private set; }

    public string PartAddress(int part) => $"/statements?part={part}&soon={(Soon ? "true" : "false")}";

    public Task OnGetAsync() => ListAsync();

    public async Task<IActionResult> OnPostAsync(long statement, Wish? wish, Wish seen)
    {
        Account account = Account.Of(User)!;
        if (unread.Find(account, statement) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid || wish is not { } answer || (answer != Wish.NotRead && !Answers.Contains(answer)))
        {
            Refused = "statements.choose";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ListAsync();
            return Page();
        }

        try
        {
            read.Mark(statement, answer, account.Id, seen);
            return Redirect($"{PartAddress(Part)}&marked={statement}");
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
            Response.StatusCode = StatusCodes.Status409Conflict;
            Marked = statement;
            await ListAsync();
            return Page();
        }
    }

    private Task ListAsync()
    {
        Account account = Account.Of(User)!;
        Unread = unread.Page(account, Math.Max(1, Part), Soon);
        if (Unread.Statements.Count == 0 && Part > 1 && Unread.Count > 0)
        {
            // The last one of a part was just marked.
            Part = Parts;
            Unread = unread.Page(account, Part, Soon);
        }

        Last = Marked is { } marked ? unread.Find(account, marked) : null;
        return access.ReadAsync(HttpContext, [.. Unread.Statements.Append(Last).OfType<ReadableStatement>().Select(statement => statement.Row.RecordKey)]);
    }

    /// <summary>The text as written, with the screen's sentences marked.</summary>
    public static IHtmlContent Highlighted(ReadableStatement statement)
    {
        StringBuilder html = new();
        string text = statement.Row.Text!;
        int at = 0;
        foreach (WishSentence sentence in statement.Sentences)
        {
            html.Append(WebUtility.HtmlEncode(text[at..sentence.Start])).Append("<mark>").Append(WebUtility.HtmlEncode(sentence.Sentence)).Append("</mark>");
            at = sentence.Start + sentence.Length;
        }

        return new HtmlString(html.Append(WebUtility.HtmlEncode(text[at..])).ToString());
    }
}
