using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Search;

/// <summary>Finds a person. What is asked comes by a form and is answered at once: a name or a number never stands in an address, a log, or a record.</summary>
[Requires(Permission.SearchPeople)]
public sealed class SearchModel(SearchPeople search, SearchLimit limit, AccessRecord access) : PageModel
{
    /// <summary>As asked; empty before anything was.</summary>
    public string Question { get; private set; } = string.Empty;

    /// <summary>Null before anything was asked.</summary>
    public SearchAnswer? Answer { get; private set; }

    /// <summary>Key of the words that say why there is no answer; null where there is one.</summary>
    public string? Refused { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(string? question)
    {
        Account account = Account.Of(User)!;
        Question = question?.Trim() ?? string.Empty;
        Refused = Question.Length == 0 ? "search.empty" : Question.Length > SearchPeople.LongestQuestion ? "search.too-long" : !limit.Allows(account) ? "search.too-many" : null;
        if (Refused is not null)
        {
            Response.StatusCode = Refused == "search.too-many" ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
            Question = Refused == "search.too-long" ? string.Empty : Question;
            return;
        }

        SearchAnswer answer = search.Execute(account, Question);
        await access.ReadAsync(HttpContext, [.. answer.People.Select(person => person.Record)], isSearch: true);
        Answer = answer;
    }
}
