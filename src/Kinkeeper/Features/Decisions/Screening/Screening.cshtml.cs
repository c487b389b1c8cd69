using System.Globalization;
using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Screening;

/// <summary>
/// Asks one person about children under 18, anywhere, in anyone's care, and shows the effect of the answer on a departure.
/// </summary>
[Requires(Permission.Interview)]
[OpensFile]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ScreeningModel(Store store, RecordScreening screening, Recordings recordings, AccessRecord access, TimeProvider clock) : PageModel
{
    /// <summary>The most children accepted. A higher number is a typing error.</summary>
    private const int MostChildren = 30;

    /// <summary>The longest a form may stay open. After that, its time of asking is not reliable.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>The key of one of the person's records. A URL never holds a name or an A-number.</summary>
    [BindProperty(SupportsGet = true)]
    public long Record { get; set; }

    /// <summary>True if an answer was just recorded.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public SourceRecord Person { get; private set; } = null!;

    public ScreeningStatus Status { get; private set; } = null!;

    /// <summary>The question in the person's language, or in the page's language if there is no written text.</summary>
    public ScreeningQuestion Question { get; private set; } = null!;

    public bool QuestionIsTheirs { get; private set; }

    /// <summary>Returns the typed value of a field, so that a refusal loses nothing; null before a form is sent.</summary>
    public string? Sent(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : null;

    public string? Language => Sent("language") ?? Person.Language;

    public string? Refused { get; private set; }

    public string? Problem { get; private set; }

    /// <summary>The time this form was made, so that a form sent twice is one answer.</summary>
    public long AskedAt { get; private set; }

    public SpokenText? Spoken => recordings.Find(LanguageName.Letters(Language), "screening");

    public async Task<IActionResult> OnGetAsync() => await FoundAsync() ? Page() : NotFound();

    /// <summary>Records the answer, with the signed-in account as the officer who asked.</summary>
    public async Task<IActionResult> OnPostAsync(string? answer, string? children, string? language, string? interpreter, long asked)
    {
        if (!await FoundAsync())
        {
            return NotFound();
        }

        ScreeningAnswer? said = answer switch
        {
            "yes" => ScreeningAnswer.Yes,
            "no" => ScreeningAnswer.No,
            "declined" => ScreeningAnswer.Declined,
            _ => null,
        };
        int? number = null;
        if (said is null)
        {
            Problem = "screening.problem-answer";
        }
        else if (!string.IsNullOrWhiteSpace(children))
        {
            Problem = int.TryParse(children.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int stated) && stated <= MostChildren ? null : "screening.problem-children";
            number = stated;
        }

        if (language?.Length > InterviewField.LongestLine || interpreter?.Length > InterviewField.LongestLine)
        {
            Problem = "interview.problem-line";
        }

        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset askedAt = asked > now.ToMicroseconds() || asked < (now - Longest).ToMicroseconds() ? now : Microseconds.ToInstant(asked);
        if (Problem is not null)
        {
            return Page();
        }

        try
        {
            screening.Execute(new ScreeningAnswered(
                Person.RecordId, said!.Value, number, language?.Trim(), string.IsNullOrWhiteSpace(interpreter) ? null : interpreter.Trim(), Account.Of(User)!.Id, askedAt));
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
            return Page();
        }

        return Redirect(string.Create(CultureInfo.InvariantCulture, $"/screening/{Record}?done=true"));
    }

    private async Task<bool> FoundAsync()
    {
        using (KinkeeperDb db = store.Open())
        {
            RecordKey key = new(Record);
            if (db.Set<SourceRecord>().AsNoTracking().SingleOrDefault(record => record.Id == key) is not { } person)
            {
                return false;
            }

            Person = person;
        }

        await access.ReadAsync(HttpContext, [Person.Id]);
        Status = screening.Status(Person.RecordId);
        AskedAt = clock.GetUtcNow().ToMicroseconds();
        string? letters = LanguageName.Letters(Language);
        QuestionIsTheirs = ScreeningQuestion.All.Any(question => question.Language == letters);
        Question = ScreeningQuestion.All.FirstOrDefault(question => question.Language == letters)
            ?? ScreeningQuestion.All.First(question => question.Language == (PageLanguage.IsSpanish ? "spa" : "eng"));
        return true;
    }
}
