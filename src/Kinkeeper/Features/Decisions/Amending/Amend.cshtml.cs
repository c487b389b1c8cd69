using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Amending;

/// <summary>
/// Corrects a recording error in a decision. This adds a new version, recorded now, that a supervisor has to acknowledge again.
/// The parent's choice and the time of the choice cannot be amended.
/// </summary>
[Requires(Permission.Interview)]
[OpensFile]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AmendModel(ReadDecision decisions, AmendDecision amend, AccessRecord access) : PageModel
{
    private static readonly string[] YesNoWords = ["yes", "no"];

    public static readonly IReadOnlyList<InterviewField> Fields =
    [
        InterviewField.Line("spoken_language"), InterviewField.Line("parent_language"), InterviewField.Line("interpreter"),
        InterviewField.OneOf("interpreter_mode", InterviewForm.InterpreterModes), InterviewField.OneOf("information_given", YesNoWords),
        InterviewField.OneOf("child_contact_offered", YesNoWords), InterviewField.OneOf("counsel_offered", YesNoWords), InterviewField.OneOf("private", YesNoWords),
        InterviewField.Minutes("minutes_allowed"), InterviewField.Text("parent_words"),
    ];

    /// <summary>See <see cref="ReadDecision.Execute"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string Address { get; set; } = string.Empty;

    public DecisionFile Record { get; private set; } = null!;

    public string? Refused { get; private set; }

    public string? Reason { get; private set; }

    private readonly Dictionary<string, string?> _typed = new(StringComparer.Ordinal);

    public async Task<IActionResult> OnGetAsync() => await FoundAsync() ? Page() : NotFound();

    /// <summary>Records the signed-in account as the person who amends.</summary>
    public async Task<IActionResult> OnPostAsync(string? reason)
    {
        if (!await FoundAsync())
        {
            return NotFound();
        }

        Reason = reason;
        Dictionary<string, string?> changes = new(StringComparer.Ordinal);
        foreach (InterviewField field in Fields)
        {
            if (!field.TryRead([.. Request.Form[field.Name].OfType<string>()], out string? value))
            {
                return BadRequest();
            }

            string? before = Known(field.Name);
            _typed[field.Name] = value;
            bool isAgencysOwnWord = before is not null && field.Kind == InterviewField.Holds.OneOf && !field.Words.Contains(before);
            if (value != before && !(value is null && isAgencysOwnWord))
            {
                changes[field.Name] = value;
            }
        }

        try
        {
            amend.Execute(Record.Row.DecisionId, DecisionDraft.Of(changes), Account.Of(User)!.Id, reason is { Length: > InterviewField.LongestLine } ? reason[..InterviewField.LongestLine] : reason ?? string.Empty);
            return Redirect($"/decisions/{decisions.Execute(Address)!.Latest}?after=amending");
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
            return Page();
        }
    }

    /// <summary>Returns the typed text, otherwise the recorded value.</summary>
    public string? Shown(string field) => _typed.TryGetValue(field, out string? typed) ? typed : Known(field);

    /// <summary>Returns the recorded value in the words of the exchange file.</summary>
    private string? Known(string name) => DecisionFields.Find(name) is { } field ? FieldWords.Of(field.Kind, field.Get(Record.Row)) : null;

    private async Task<bool> FoundAsync()
    {
        if (decisions.Execute(Address) is not { } file)
        {
            return false;
        }

        await access.ReadAsync(HttpContext, [file.Parent.Id, file.Child.Id]);
        Record = file;
        return true;
    }
}
