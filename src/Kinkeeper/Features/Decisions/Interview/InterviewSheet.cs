using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Decisions.Interview.Texts;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>A defect the record would have if it were made now, and the page that fixes it.</summary>
public sealed record MissingItem(Defect Defect, InterviewStep Step);

/// <summary>The current state of an interview: the latest answers of each page, and the times that matter.</summary>
public sealed class InterviewSheet
{
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InterviewSaving> _last = new(StringComparer.Ordinal);

    public InterviewSheet(InterviewRow row, IEnumerable<InterviewSaving> savings)
    {
        Row = row;
        string? answer = null;
        foreach (InterviewSaving saving in savings.OrderBy(saving => saving.Id))
        {
            _last[saving.Step] = saving;
            Dictionary<string, string> said = Read(saving.Answers);
            if (saving.Step == "answer" && said.GetValueOrDefault("answer") is var now && now != answer)
            {
                // Saving the same answer again does not change when it was given.
                (answer, AnsweredAt, AnsweredBy) = (now, now is null ? null : saving.SavedAt, saving.By);
            }

            foreach (InterviewField field in InterviewStep.Find(saving.Step)?.Fields ?? [])
            {
                _answers.Remove(field.Name);
                if (said.TryGetValue(field.Name, out string? value))
                {
                    _answers[field.Name] = value;
                }
            }
        }
    }

    public InterviewRow Row { get; }

    /// <summary>The time the current answer was first marked; null if none is marked.</summary>
    public DateTimeOffset? AnsweredAt { get; }

    /// <summary>The account that marked the answer: the officer of the record.</summary>
    public string? AnsweredBy { get; }

    /// <summary>The value of a field; null if nothing was said.</summary>
    public string? this[string field] => _answers.GetValueOrDefault(field);

    public bool Has(string field, string word) => this[field]?.Split(',').Contains(word) == true;

    public InterviewSaving? LastSaving(InterviewStep step) => _last.GetValueOrDefault(step.Name);

    public IReadOnlyList<string> Order => Row.OptionOrder.Split(',');

    /// <summary>The first page that has not been saved.</summary>
    public InterviewStep NextStep => InterviewStep.All.First(step => !_last.ContainsKey(step.Name));

    /// <summary>
    /// Whole seconds from the first display of the options until the answer, or until <paramref name="now"/> if there is no answer yet.
    /// Null if the options were not shown, or the answer was given elsewhere.
    /// </summary>
    public long? MeasuredSeconds(DateTimeOffset now) =>
        Row.ChoicesShownAt is { } shown && this["taken_at"] is null && (AnsweredAt ?? now) is var until && until >= shown ? (long)(until - shown).TotalSeconds : null;

    /// <summary>The minutes for the record: the number the officer states with a reason, otherwise the measured time.</summary>
    public int? MinutesAllowed(DateTimeOffset now) =>
        this["minutes_stated"] is { } stated ? int.Parse(stated, CultureInfo.InvariantCulture) : MeasuredSeconds(now) is { } seconds ? (int)(seconds / 60) : null;

    /// <summary>True if the parent was told everything required; null if nobody has recorded it.</summary>
    public bool? InformationGiven => _last.ContainsKey("information") ? ParentText.Told.All(told => Has("told", told)) && this["understood"] != "no" : null;

    /// <summary>
    /// Returns the defects so far, by the routine that will grade the record. The supervisor's acknowledgement comes later.
    /// </summary>
    /// <param name="pair">Parent and child.</param>
    /// <param name="now">The time the record would be made.</param>
    /// <param name="departure">The parent's next departure; null if none is known.</param>
    public IReadOnlyList<MissingItem> Missing(InterviewPair pair, DateTimeOffset now, DateTimeOffset? departure)
    {
        DecisionDraft draft = InterviewForm.Draft(pair, this, now);
        DecisionRow row = RecordDecision.Row(draft, Row.DecisionId, pair.ParentSource, pair.ChildSource, now);
        Defects defects = DecisionGrading.Grade(Decision.Of(row), Vantage.StandingAt(now, departure ?? DateTimeOffset.MaxValue), GradingStandard.Everything) & ~Defects.NoAcknowledgement;
        return
        [
            .. from step in InterviewStep.All
               from defect in Defect.All
               where (defects & step.Fixes & defect.Bit) != 0
               select new MissingItem(defect, step),
        ];
    }

    internal static Dictionary<string, string> Read(string answers) => JsonSerializer.Deserialize<Dictionary<string, string>>(answers)!;
}
