using System.Globalization;
using System.Resources;
using Kinkeeper.Features.Decisions.Interviewing;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Pages;

/// <summary>
/// Asks one parent about one child: what the officer does on one side, what the parent is told and asked on the other, in the
/// parent's language where the text exists in it. A defect never blocks recording what really happened.
/// </summary>
[Requires(Permission.Interview)]
public sealed class InterviewModel(FindInterview interviews, RecordDecision record, TimeProvider clock) : PageModel
{
    private static readonly ResourceManager Texts = new(typeof(Words));

    /// <summary>The key of the parent's record: a URL never holds a name or an A-number.</summary>
    [BindProperty(SupportsGet = true)]
    public long Parent { get; set; }

    /// <summary>The key of the child's record.</summary>
    [BindProperty(SupportsGet = true)]
    public long Child { get; set; }

    /// <summary>The language of the parent's side, <c>en</c> or <c>es</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Say { get; set; }

    public InterviewPair Pair { get; private set; } = null!;

    /// <summary>The options in the order in which this parent is shown them.</summary>
    public string Order { get; private set; } = string.Empty;

    /// <summary>One interview's number.</summary>
    public string Interview { get; private set; } = string.Empty;

    public string? Refused { get; private set; }

    /// <summary>Nobody marked what the parent said: silence is no choice.</summary>
    public bool NoAnswer { get; private set; }

    public GradedDecision? Recorded { get; private set; }

    public IActionResult OnGet()
    {
        (Order, Interview) = (InterviewForm.NewOrder(), InterviewForm.NewInterview());
        return Found() ? Page() : NotFound();
    }

    /// <summary>Who asked is who is signed in, never what a form says.</summary>
    public IActionResult OnPost(string? order, string? interview)
    {
        if (!Found())
        {
            return NotFound();
        }

        if (!InterviewForm.IsOrder(order) || !InterviewForm.IsInterview(interview))
        {
            return BadRequest();
        }

        (Order, Interview) = (order!, interview!);
        if (string.IsNullOrEmpty(Sent("answer")))
        {
            NoAnswer = true;
            return Page();
        }

        try
        {
            Recorded = record.Execute(InterviewForm.Draft(
                Pair, Sent, Request.Form["options_offered"].OfType<string>(), Account.Of(User)!.Id, Say == "es" ? "spa" : "eng", clock.GetUtcNow()));
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        return Page();
    }

    /// <summary>What was typed, so that a refusal loses nothing; null at first.</summary>
    public string? Sent(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : null;

    /// <summary>Whether this was marked before a refusal. At first nothing is.</summary>
    public bool Marked(string field, string value) => Request.HasFormContentType && Request.Form[field].Contains(value);

    /// <summary>A text for the parent, in the language of their side.</summary>
    public string Tell(string key, params object[] places) =>
        string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.GetCultureInfo(Say!))!, places);

    private bool Found()
    {
        if (interviews.Execute(new RecordKey(Parent), new RecordKey(Child)) is not { } pair)
        {
            return false;
        }

        Pair = pair;
        Say = Say is "en" or "es" ? Say : pair.ParentLanguage switch
        {
            "spa" => "es",
            "eng" => "en",
            _ => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        };
        return true;
    }
}
