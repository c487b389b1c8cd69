using System.Globalization;
using Kinkeeper.Features.Decisions.Interview.Texts;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>
/// Shows one question of one interview: instructions for the officer on one side, and the text for the parent on the other, in the
/// parent's language if a text exists in it. A defect is shown while it can be fixed, and never blocks recording what really
/// happened.
/// </summary>
[Requires(Permission.Interview)]
[OpensFile]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class InterviewStepModel(Store store, FindInterview pairs, KeepInterview interviews, RecordInterview record, Recordings recordings, AccessRecord access, TimeProvider clock) : PageModel
{
    private Dictionary<string, string>? _typed;
    private InterviewSheet? _another;

    /// <summary>The interview's number.</summary>
    [BindProperty(SupportsGet = true)]
    public string Interview { get; set; } = string.Empty;

    /// <summary>The page the officer came from to change one answer; "continue" leads back to it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public InterviewStep Step { get; private set; } = null!;

    public InterviewPair Pair { get; private set; } = null!;

    public InterviewSheet Sheet { get; private set; } = null!;

    public ParentText Text { get; private set; } = null!;

    /// <summary>True if the text is in the parent's own language. Otherwise the interpreter speaks it.</summary>
    public bool TextIsTheirs { get; private set; }

    /// <summary>The parent's language, as far as it is known.</summary>
    public string? ParentLanguage => Sheet["parent_language"] ?? Pair.ParentLanguage;

    public IReadOnlyList<MissingItem> Missing { get; private set; } = [];

    /// <summary>The values that cannot be saved, by field. The typed text is kept.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; private set; } = new Dictionary<string, string>();

    public string? Refused { get; private set; }

    public long? MeasuredSeconds => Sheet.MeasuredSeconds(clock.GetUtcNow());

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public async Task<IActionResult> OnGetAsync(string question)
    {
        if (!await FoundAsync(question))
        {
            return NotFound();
        }

        if (Sheet.Row.ClosedAt is not null)
        {
            return Closed();
        }

        if (Step.Name is "choices" or "answer" && Sheet.Row.ChoicesShownAt is null)
        {
            interviews.ShowChoices(Interview);
            Sheet = interviews.Find(Interview)!;
        }

        Look();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string question, string? go, long? seen)
    {
        if (!await FoundAsync(question))
        {
            return NotFound();
        }

        if (Sheet.Row.ClosedAt is not null)
        {
            return Closed();
        }

        string by = Account.Of(User)!.Id;
        try
        {
            if (go == "record")
            {
                record.Execute(Pair, Interview, by);
                return Redirect($"/decisions/{Sheet.Row.DecisionId}?after=recording");
            }

            if (!Read())
            {
                Look();
                return Page();
            }

            if (Step.Fields.Count > 0)
            {
                Sheet = interviews.Save(Interview, Step, _typed!, seen, by);
            }
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
            Sheet = interviews.Find(Interview)!;
            Look();
            return Page();
        }

        return Redirect(go switch
        {
            "later" => $"/interview/{Pair.ParentSource.Id.Value}/{Pair.ChildSource.Id.Value}",
            "back" when Step.Before is { } before => $"/interview/{Interview}/{before.Name}",
            _ when From == "check" => $"/interview/{Interview}/check",
            _ => $"/interview/{Interview}/{(Step.Next ?? Step).Name}",
        });
    }

    /// <summary>
    /// Returns a field's value: the text just typed, otherwise the saved value, otherwise the value known from elsewhere. A parent's
    /// choice and a child's words are never filled in from elsewhere.
    /// </summary>
    public string? Shown(string field) => _typed is not null ? _typed.GetValueOrDefault(field)
        : field == "child_view" ? null
        : Sheet.LastSaving(Step) is not null ? Sheet[field]
        // The interpreter's mode is asked each time, so no choice is marked in advance.
        : Step.Name == "language" && field != "interpreter_mode" ? _another?[field] ?? (field == "parent_language" ? Pair.ParentLanguage : null)
        : null;

    public bool Marked(string field, string word) => Shown(field)?.Split(',').Contains(word) == true;

    /// <summary>The source of the shown language, until it is saved here.</summary>
    public string? KnownFrom => Step.Name != "language" || Sheet.LastSaving(Step) is not null ? null : _another is not null ? "another" : Pair.ParentLanguage is not null ? "record" : null;

    public SpokenText? Spoken(string key) => recordings.Find(LanguageName.Letters(ParentLanguage), key);

    private RedirectResult Closed() => Sheet.Row.IsRecorded
        ? Redirect($"/decisions/{Sheet.Row.DecisionId}")
        : Redirect($"/interview/{Pair.ParentSource.Id.Value}/{Pair.ChildSource.Id.Value}");

    private bool Read()
    {
        Dictionary<string, string> problems = [];
        _typed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (InterviewField field in Step.Fields)
        {
            string[] sent = [.. Request.Form[field.Name].OfType<string>()];
            bool read = field.TryRead(sent, out string? value);
            if (value is not null)
            {
                _typed[field.Name] = value;
            }

            if (!read)
            {
                problems[field.Name] = $"interview.problem-{field.Kind.ToString().ToLowerInvariant()}";
            }
        }

        if (_typed.TryGetValue("taken_at", out string? takenAt) && !problems.ContainsKey("taken_at")
            && DateTimeOffset.Parse(takenAt, CultureInfo.InvariantCulture) > clock.GetUtcNow())
        {
            problems["taken_at"] = "interview.problem-future";
        }

        if (_typed.ContainsKey("minutes_stated") && !_typed.ContainsKey("minutes_reason"))
        {
            problems["minutes_reason"] = "interview.problem-reason";
        }

        string? how = _typed.GetValueOrDefault("signed_how");
        if (how == "typed" && !_typed.ContainsKey("signed_name"))
        {
            problems["signed_name"] = "interview.problem-name";
        }

        if (how == "pen" && !_typed.ContainsKey("strokes"))
        {
            problems["signed_how"] = "interview.problem-strokes";
        }

        Problems = problems;
        return problems.Count == 0;
    }

    private async Task<bool> FoundAsync(string step)
    {
        if (InterviewStep.Find(step) is not { } asked || interviews.Find(Interview) is not { } sheet
            || pairs.Execute(new RecordKey(sheet.Row.ParentRecordKey.Value), new RecordKey(sheet.Row.ChildRecordKey.Value)) is not { } pair)
        {
            return false;
        }

        await access.ReadAsync(HttpContext, [pair.ParentSource.Id, pair.ChildSource.Id]);
        (Step, Sheet, Pair) = (asked, sheet, pair);
        return true;
    }

    private void Look()
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (Step.Name == "language" && Sheet.LastSaving(Step) is null)
        {
            _another = interviews.LanguageOfAnother(Sheet.Row);
        }

        (Text, TextIsTheirs) = ParentText.For(ParentLanguage, Sheet["spoken_language"]);
        using KinkeeperDb db = store.Open();
        Missing = Sheet.Missing(Pair, now, StoredDecision.NextRemoval(db, Pair.ParentSource.PersonId, Sheet["taken_at"] is null ? Sheet.AnsweredAt ?? now : now)?.DepartsAt);
    }
}
