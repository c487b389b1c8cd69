using System.Text.Json;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>
/// Starts an interview, saves it page by page, resumes it or abandons it. The log receives the order of the options and each answer
/// as it is first marked, so that nobody can choose them afterwards.
/// </summary>
public sealed class KeepInterview(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <summary>Starts an interview and draws the order of its options.</summary>
    /// <returns>The interview's number.</returns>
    public string Start(InterviewPair pair, string officer)
    {
        using KinkeeperDb db = store.Open();
        InterviewRow row = new()
        {
            Number = InterviewForm.NewNumber(),
            ParentRecordKey = new ParentRecordKey(pair.ParentSource.Id.Value),
            ChildRecordKey = new ChildRecordKey(pair.ChildSource.Id.Value),
            Officer = officer,
            StartedAt = Now(),
            OptionOrder = InterviewForm.NewOrder(),
        };
        db.Add(row);
        ledger.Append(db, "interview-started", Subject(row.Number), new
        {
            interview = row.Number,
            parent_record_id = pair.ParentSource.RecordId,
            child_record_id = pair.ChildSource.RecordId,
            by = officer,
            options_in_order = row.OptionOrder.Split(','),
        });
        db.SaveChanges();
        return row.Number;
    }

    /// <summary>Returns an interview in its current state; null if no interview has this number.</summary>
    public InterviewSheet? Find(string number)
    {
        using KinkeeperDb db = store.Open();
        return Sheet(db, number);
    }

    /// <summary>Returns the interviews of a parent about a child, the latest first.</summary>
    public IReadOnlyList<InterviewSheet> Of(RecordKey parent, RecordKey child)
    {
        using KinkeeperDb db = store.Open();
        ParentRecordKey parentKey = new(parent.Value);
        ChildRecordKey childKey = new(child.Value);
        InterviewRow[] rows = [.. db.Set<InterviewRow>().AsNoTracking().Where(row => row.ParentRecordKey == parentKey && row.ChildRecordKey == childKey).OrderByDescending(row => row.StartedAt)];
        string[] numbers = [.. rows.Select(row => row.Number)];
        ILookup<string, InterviewSaving> savings = db.Set<InterviewSaving>().AsNoTracking().Where(saving => numbers.Contains(saving.Interview)).ToLookup(saving => saving.Interview);
        return [.. rows.Select(row => new InterviewSheet(row, savings[row.Number]))];
    }

    /// <summary>
    /// Returns the language answers from this parent's latest other interview, so that nobody is asked twice; null if there are none.
    /// </summary>
    public InterviewSheet? LanguageOfAnother(InterviewRow interview)
    {
        using KinkeeperDb db = store.Open();
        string? other = (
            from row in db.Set<InterviewRow>()
            join saving in db.Set<InterviewSaving>() on row.Number equals saving.Interview
            where row.ParentRecordKey == interview.ParentRecordKey && row.Number != interview.Number && saving.Step == "language"
            orderby saving.Id descending
            select row.Number).FirstOrDefault();
        return other is null ? null : Sheet(db, other);
    }

    /// <summary>Records the first time the options are shown. The parent's time to decide starts then.</summary>
    public void ShowChoices(string number)
    {
        using KinkeeperDb db = store.Open();
        db.Set<InterviewRow>().Where(row => row.Number == number && row.ChoicesShownAt == null && row.ClosedAt == null)
            .ExecuteUpdate(row => row.SetProperty(interview => interview.ChoicesShownAt, Now()));
    }

    /// <summary>Saves one page. Saving identical answers does nothing.</summary>
    /// <param name="number">The interview's number.</param>
    /// <param name="step">The page.</param>
    /// <param name="answers">The answers on the page. A field left out is unanswered.</param>
    /// <param name="seen">The last saving of the page that the officer saw; null if none.</param>
    /// <param name="by">The account that saves.</param>
    /// <exception cref="RefusalException">The interview is closed, or somebody else saved the page in the meantime.</exception>
    public InterviewSheet Save(string number, InterviewStep step, IReadOnlyDictionary<string, string> answers, long? seen, string by)
    {
        using KinkeeperDb db = store.Open();
        using IDbContextTransaction alone = db.Database.BeginTransaction();
        InterviewSheet sheet = Open(db, number);
        InterviewSaving? last = sheet.LastSaving(step);
        // The child's own view is never shown again, so an empty field does not erase what was written before.
        Dictionary<string, string> said = new(answers, StringComparer.Ordinal);
        if (step.Name == "child" && !said.ContainsKey("child_view") && sheet["child_view"] is { } view)
        {
            said["child_view"] = view;
        }

        string json = JsonSerializer.Serialize(said.OrderBy(answer => answer.Key, StringComparer.Ordinal).ToDictionary());
        if (last?.Answers == json)
        {
            return sheet;
        }

        if (last?.Id != seen)
        {
            throw InterviewRefusals.SavedMeanwhile(last!.By);
        }

        db.Add(new InterviewSaving { Interview = number, Step = step.Name, SavedAt = Now(), By = by, Answers = json });
        if (step.Name == "answer" && said.GetValueOrDefault("answer") is var answer && answer != sheet["answer"])
        {
            ledger.Append(db, "interview-answered", Subject(number), new { interview = number, by, answer });
        }

        db.SaveChanges();
        alone.Commit();
        return Sheet(db, number)!;
    }

    /// <summary>Abandons an interview. It stays on record with all its answers.</summary>
    /// <exception cref="RefusalException">It is already closed, or no reason is given.</exception>
    public void GiveUp(string number, string reason, string by)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw DecisionRefusals.ReasonMissing();
        }

        using KinkeeperDb db = store.Open();
        using IDbContextTransaction alone = db.Database.BeginTransaction();
        InterviewSheet sheet = Open(db, number);
        Close(db, sheet.Row, by);
        db.Entry(sheet.Row).Property(row => row.GivenUpBecause).CurrentValue = reason.Trim();
        ledger.Append(db, "interview-given-up", Subject(number), new { interview = number, by, reason = reason.Trim(), answer = sheet["answer"] });
        db.SaveChanges();
        alone.Commit();
    }

    internal static LedgerSubject Subject(string number) => new("interview", number);

    /// <summary>Finds an interview that is tracked and still open.</summary>
    internal static InterviewSheet Open(KinkeeperDb db, string number)
    {
        InterviewRow row = db.Set<InterviewRow>().SingleOrDefault(row => row.Number == number) ?? throw InterviewRefusals.Unknown(number);
        return row.ClosedAt is null
            ? new InterviewSheet(row, Savings(db, number))
            : throw (row.IsRecorded ? InterviewRefusals.Recorded(row.ClosedBy!) : InterviewRefusals.GivenUp());
    }

    internal void Close(KinkeeperDb db, InterviewRow row, string by)
    {
        db.Entry(row).Property(interview => interview.ClosedAt).CurrentValue = Now();
        db.Entry(row).Property(interview => interview.ClosedBy).CurrentValue = by;
    }

    private static InterviewSheet? Sheet(KinkeeperDb db, string number) =>
        db.Set<InterviewRow>().AsNoTracking().SingleOrDefault(row => row.Number == number) is { } row ? new InterviewSheet(row, Savings(db, number)) : null;

    private static InterviewSaving[] Savings(KinkeeperDb db, string number) =>
        [.. db.Set<InterviewSaving>().AsNoTracking().Where(saving => saving.Interview == number)];

    private DateTimeOffset Now() => Microseconds.ToInstant(clock.GetUtcNow().ToMicroseconds());
}
