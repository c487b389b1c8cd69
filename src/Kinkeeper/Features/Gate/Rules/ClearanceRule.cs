using Kinkeeper.Features.Policies;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>The texts of a rule: the reason to hold, and what to do.</summary>
/// <param name="English">The reason, in one plain sentence.</param>
/// <param name="Spanish">The reason in Spanish.</param>
/// <param name="LiftedByEnglish">The action that would lift it.</param>
/// <param name="LiftedBySpanish">The action in Spanish.</param>
public sealed record RuleText(string English, string Spanish, string LiftedByEnglish, string LiftedBySpanish);

/// <summary>A rule of the gate. Each rule is a small class, named for its check.</summary>
public abstract class ClearanceRule
{
    protected const string Oig = "DHS OIG-21-36 (18 May 2021)";
    protected const string Recommendation1 = "DHS OIG-21-36, recommendation 1 (18 May 2021)";

    /// <summary>Every rule, in the order reasons are listed.</summary>
    public static readonly IReadOnlyList<ClearanceRule> All =
    [
        new NotIdentified(),
        new NotScreened(),
        new ChildNotRecorded(),
        new MinorAlone(),
        new PossibleChild(),
        new NoDecision(),
        new DecisionRevoked(),
        new Undecided(),
        new DecisionDefective(),
        new WishContradicted(),
        new ChildNotTravelling(),
        new ChildNotReady(),
        new ChildTravellingAgainstWish(),
        new ChildWhereaboutsUnknown(),
        new PolicyUnavailable(),
    ];

    /// <summary>The codes that a policy file may name.</summary>
    public static readonly RuleCodes Codes = new(All.Select(rule => rule.Code));

    public abstract string Code { get; }

    public abstract string Citation { get; }

    public abstract RuleText Text { get; }

    /// <summary>The page on which somebody can lift the reason.</summary>
    public abstract Remedy LiftedOn { get; }

    /// <summary>
    /// Two persons may let somebody leave although this rule holds them. Never if the parent asked for the child or was never asked:
    /// those are the two cases of the Inspector General's report (DHS OIG-21-36). Never if nobody is identified or no policy can be
    /// read: then there is nobody whom two persons could have decided about.
    /// </summary>
    public virtual bool MayBeOverridden => true;

    /// <summary>Somebody who knows what the parent wants can lift the reason, and nobody has yet.</summary>
    public virtual bool ConcernsWish => false;

    /// <summary>The rule with this code; null if there is none.</summary>
    public static ClearanceRule? Find(string code) => All.FirstOrDefault(rule => rule.Code == code);

    /// <summary>The reasons for which this rule holds the passenger: none, one, or one for each child concerned.</summary>
    public abstract IEnumerable<HoldReason> Reasons(Passenger passenger, Policy policy);

    /// <summary>Makes a reason of this rule.</summary>
    /// <param name="child">Key of the child concerned; null if the rule is about the passenger.</param>
    /// <param name="detail">The details, in codes and ids; null for the rule's sentence alone.</param>
    public HoldReason Reason(string? child = null, string? detail = null) => new(
        Code,
        Citation,
        detail is null ? Text.English : $"{Text.English} ({detail})",
        detail is null ? Text.Spanish : $"{Text.Spanish} ({detail})",
        child,
        Text.LiftedByEnglish,
        Text.LiftedBySpanish);
}

/// <summary>A rule about the passenger alone.</summary>
public abstract class PassengerRule : ClearanceRule
{
    public abstract bool Holds(Passenger passenger);

    public sealed override IEnumerable<HoldReason> Reasons(Passenger passenger, Policy policy) =>
        Holds(passenger) ? [Reason(detail: Detail(passenger))] : [];

    protected virtual string? Detail(Passenger passenger) => null;
}

/// <summary>A rule about each child on record who is under 18 at departure and not already removed.</summary>
public abstract class ChildRule : ClearanceRule
{
    public abstract bool Holds(ChildCase child);

    public sealed override IEnumerable<HoldReason> Reasons(Passenger passenger, Policy policy) =>
        passenger.Children.Where(child => child.Counts && Holds(child)).Select(child => Reason(child.Key, Detail(child)));

    protected virtual string? Detail(ChildCase child) => null;
}

/// <summary>A reason to hold a person.</summary>
/// <param name="Rule">The rule's code.</param>
/// <param name="Citation">The legal or documented source of the rule.</param>
/// <param name="Text">The reason in English.</param>
/// <param name="TextSpanish">The reason in Spanish.</param>
/// <param name="Child">Key of the child concerned; null if the reason is about the person alone.</param>
/// <param name="LiftedBy">The action that would lift it, in English.</param>
/// <param name="LiftedBySpanish">The action in Spanish.</param>
public sealed record HoldReason(
    string Rule, string Citation, string Text, string TextSpanish, string? Child, string LiftedBy, string LiftedBySpanish);
