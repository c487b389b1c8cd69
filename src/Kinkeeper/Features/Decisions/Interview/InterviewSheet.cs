using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Decisions.Interview.Texts;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>Something that the record would lack if it were made now, and the page that mends it.</summary>
public sealed record MissingItem(Defect Defect, InterviewStep Step);

/// <summary>An interview as it stands: what the last saving of each page says, and when what mattered was said.</summary>
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
                // The same answer saved once more was not given later.
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

    /// <summary>When the answer that stands was first marked; null: none is.</summary>
    public DateTimeOffset? AnsweredAt { get; }

    /// <summary>The account that marked it: the officer of the record.</summary>
    public string? AnsweredBy { get; }

    /// <summary>What a field holds; null where nothing was said.</summary>
    public string? this[string field] => _answers.GetValueOrDefault(field);

    public bool Has(string field, string word) => this[field]?.Split(',').Contains(word) == true;

    public InterviewSaving? LastSaving(InterviewStep step) => _last.GetValueOrDefault(step.Name);

    public IReadOnlyList<string> Order => Row.OptionOrder.Split(',');

    /// <summary>The first page that nobody has saved.</summary>
    public InterviewStep NextStep => InterviewStep.All.First(step => !_last.ContainsKey(step.Name));

    /// <summary>Whole seconds since the options were first shown, until the answer or, while there is none, <paramref name="now"/>. Null: not shown, or the answer was given elsewhere.</summary>
    public long? MeasuredSeconds(DateTimeOffset now) =>
        Row.ChoicesShownAt is { } shown && this["taken_at"] is null && (AnsweredAt ?? now) is var until && until >= shown ? (long)(until - shown).TotalSeconds : null;

    /// <summary>The minutes that the record would say: what the officer states with a reason, else what was measured.</summary>
    public int? MinutesAllowed(DateTimeOffset now) =>
        this["minutes_stated"] is { } stated ? int.Parse(stated, CultureInfo.InvariantCulture) : MeasuredSeconds(now) is { } seconds ? (int)(seconds / 60) : null;

    /// <summary>Whether everything that must be told first was; null while nobody has said anything of it.</summary>
    public bool? InformationGiven => _last.ContainsKey("information") ? ParentText.Told.All(told => Has("told", told)) && this["understood"] != "no" : null;

    /// <summary>What is missing so far, by the routine that will grade the record. The supervisor's acknowledgement comes after it.</summary>
    /// <param name="pair">Parent and child.</param>
    /// <param name="now">When the record would be made.</param>
    /// <param name="departure">The parent's next departure; null: none is known.</param>
    public IReadOnlyList<MissingItem> Missing(InterviewPair pair, DateTimeOffset now, DateTimeOffset? departure)
    {
        DecisionDraft draft = InterviewForm.Draft(pair, this, now);
        DecisionRow row = RecordDecision.Row(draft, Row.DecisionId, pair.ParentSource, pair.ChildSource, now);
        Defects defects = DecisionGrading.Grade(Decision.Of(row), Vantage.StandingAt(now, departure ?? DateTimeOffset.MaxValue), GradingStandard.Everything) & ~Defects.NoAcknowledgement;
        return
        [
            .. from step in InterviewStep.All
               from defect in Defect.All
               where (defects & step.Mends & defect.Bit) != 0
               select new MissingItem(defect, step),
        ];
    }

    internal static Dictionary<string, string> Read(string answers) => JsonSerializer.Deserialize<Dictionary<string, string>>(answers)!;
}
