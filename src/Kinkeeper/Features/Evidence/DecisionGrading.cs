using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Evidence;

/// <summary>The requirements of a policy for a decision record.</summary>
/// <param name="Required">The defects that count under the policy.</param>
/// <param name="MinimumMinutes">Least time a parent must be given to decide, in minutes.</param>
public sealed record GradingStandard(Defects Required, int MinimumMinutes)
{
    /// <summary>
    /// The standard with all requirements for a valid decision (docs/handbook.md). The interview uses it to show defects that can still be
    /// corrected.
    /// </summary>
    public static readonly GradingStandard Everything = new(Defect.All.Aggregate(Defects.None, (all, defect) => all | defect.Bit), MinimumMinutes: 60);
}

/// <summary>
/// Grades decision records. It is the only place that does, for past records, the open interview, the gate, and the review.
/// </summary>
public static class DecisionGrading
{
    /// <summary>The longest delay for a timely record. A day covers a shift and its hand-over.</summary>
    private static readonly TimeSpan AtTheTime = TimeSpan.FromHours(24);

    /// <summary>
    /// Returns every defect of <paramref name="decision"/> that <paramref name="standard"/> counts, seen from <paramref name="vantage"/>.
    /// </summary>
    public static Defects Grade(Decision decision, Vantage vantage, GradingStandard standard)
    {
        Defects found = Defects.None;
        Add(string.IsNullOrEmpty(decision.Form), Defects.NoForm);
        Add(decision.OptionsOffered != OptionsOffered.All, Defects.OptionsMissing);

        bool spokenKnown = !string.IsNullOrEmpty(decision.SpokenLanguage);
        bool parentsKnown = !string.IsNullOrEmpty(decision.ParentLanguage);
        bool interpreted = !string.IsNullOrEmpty(decision.Interpreter);
        Add(!spokenKnown || !parentsKnown, Defects.LanguageUnknown);
        Add(spokenKnown && parentsKnown && !interpreted && Differ(decision.SpokenLanguage, decision.ParentLanguage), Defects.NoInterpreter);
        Add(!string.IsNullOrEmpty(decision.FormLanguage) && parentsKnown && !interpreted && Differ(decision.FormLanguage, decision.ParentLanguage), Defects.FormLanguage);

        Add(decision.InformationGiven != YesNo.Yes, Defects.NoInformation);
        Add(decision.ChildContactOffered != YesNo.Yes, Defects.NoChildContact);
        Add(decision.CounselOffered != YesNo.Yes, Defects.NoCounselOffer);
        Add(decision.MinutesAllowed is not { } minutes || minutes < standard.MinimumMinutes, Defects.NoTime);
        Add(decision.Private != YesNo.Yes, Defects.NotPrivate);
        Add(!decision.HasParentWords, Defects.NoParentWords);
        Add(decision.Signature is Signature.None or Signature.NotRecorded, Defects.NoSignature);

        bool acknowledged = !string.IsNullOrEmpty(decision.Supervisor)
            && decision.AcknowledgedAt is { } when && vantage.SeesAcknowledgement(when);
        Add(!acknowledged, Defects.NoAcknowledgement);
        // A supervisor named without a time has not acknowledged anything yet.
        Add(acknowledged && !Differ(decision.Supervisor, decision.Officer), Defects.SelfAcknowledged);
        Add(acknowledged && !vantage.IsBeforeDeparture(decision.AcknowledgedAt!.Value), Defects.AcknowledgedAfterDeparture);

        Add(decision.RecordedAt - decision.TakenAt > AtTheTime, Defects.RecordedLate);
        Add(decision.TakenAt > decision.RecordedAt, Defects.TakenAfterRecorded);
        Add(!vantage.IsBeforeDeparture(decision.RecordedAt), Defects.RecordedAfterDeparture);
        Add(IsRevoked(decision, vantage), Defects.Revoked);
        return found & (standard.Required | Defects.RecordedAfterDeparture | Defects.Revoked);

        void Add(bool missing, Defects defect) => found |= missing ? defect : Defects.None;
    }

    /// <summary>Checks if the parent had taken the decision back, seen from <paramref name="vantage"/>.</summary>
    public static bool IsRevoked(Decision decision, Vantage vantage) =>
        decision.RevokedAt is { } revoked && vantage.Knows(revoked);

    private static bool Differ(string? left, string? right) => !string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
