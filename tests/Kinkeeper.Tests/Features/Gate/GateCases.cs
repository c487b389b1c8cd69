namespace Kinkeeper.Tests.Features.Gate;

/// <summary>One situation at the gate and the answer for each line of its manifest, in the manifest's order.</summary>
/// <param name="Answer">Lines separated by <c>|</c>; each is <c>cleared</c> or the codes that hold, with the child after a slash.</param>
/// <param name="At">The time of the question.</param>
public sealed record GateCase(string Situation, Func<GateScene, GateScene> Scene, string Answer, string At = GateScene.At);

/// <summary>Cases of the gate's rules, worked out by hand from the rule texts (docs/gate.md).</summary>
public static class GateCases
{
    private const string After = "2024-06-20T11:00:00-05:00";

    public static readonly IReadOnlyList<GateCase> All =
    [
        // Who is this?
        new("nobody has this record id", s => s.Line("case:nobody"), "not-identified"),
        new("an unknown record id, but a known A-number", s => s.Adult("mother", number: "A201000001", stated: "0").Line("case:nobody", number: "201-000-001"), "cleared"),
        new("one A-number on two records that agree is one person", s => s.Adult("one", number: "201000002", stated: "0").Adult("two", number: "A201000002").Line(number: "A201000002"), "cleared"),
        new("one A-number on two records whose name and birth date both differ", s => s.Adult("one", number: "201000003", stated: "0", full: "Ana,Lopez").Adult("two", "1970-01-01", "201000003", "0", full: "Berta,Ruiz").Line(number: "201000003"), "not-identified"),
        new("full name with date of birth", s => s.Adult("mother", stated: "0", full: "Marisol,Quezada Tum").Line(full: "MARISOL,Quezada Tum", born: "1985-05-05"), "cleared"),
        new("full name with date of birth fits two people", s => s.Adult("one", stated: "0", full: "Elena,Choc").Adult("two", stated: "0", full: "Elena,Choc").Line(full: "Elena,Choc", born: "1985-05-05"), "not-identified"),
        new("full name without date of birth", s => s.Adult("mother", stated: "0", full: "Petrona,Caal").Line(full: "Petrona,Caal"), "not-identified"),
        new("an alias on a second record of the same A-number", s => s.Adult("one", number: "201000004", stated: "0", full: "Rosa,Ical").Adult("two", number: "201000004", full: "Rosalinda,Ical").Line(full: "Rosalinda,Ical", born: "1985-05-05"), "cleared"),
        new("a departure without an offset cannot be read", s => s.Adult("mother", stated: "0").Line(s.Id("mother"), departure: "2024-06-20T14:00:00"), "not-identified"),
        new("an impossible date of birth cannot be read", s => s.Adult("mother", stated: "0").Line(s.Id("mother"), born: "1985-13-45"), "not-identified"),
        new("the same person twice on a manifest is answered twice", s => s.Family().Flies("mother", "mother"), "no-decision/child | no-decision/child"),
        new("the same person on two flights, the child on one of them", s => s.Family().ReadyTogether().Flies("mother", "child").Line(s.Id("mother"), manifest: s.Manifest + "-b"), "cleared | cleared | child-not-travelling/child"),

        // Was this person asked?
        new("nobody asked whether there are children", s => s.Adult("woman").Flies("woman"), "not-screened"),
        new("asked and answered no", s => s.Adult("woman").Asked("woman", "no").Flies("woman"), "cleared"),
        new("asked at the encounter: none", s => s.Adult("woman", stated: "0").Flies("woman"), "cleared"),
        new("declined to answer is no answer", s => s.Adult("woman").Asked("woman", "declined").Flies("woman"), "not-screened"),
        new("asked only after the gate was asked", s => s.Adult("woman").Asked("woman", "no", when: After).Flies("woman"), "not-screened"),
        new("a U.S.-citizen child, on no record but the mother's own word", s => s.Adult("mother").Asked("mother", "yes").Flies("mother"), "child-not-recorded"),
        new("said two, one on record", s => s.Family().RemainsInCare().Asked("mother", "yes", "2").Flies("mother"), "child-not-recorded"),
        new("the highest number ever stated counts", s => s.Adult("mother", stated: "3").Asked("mother", "no").Flies("mother"), "child-not-recorded"),
        new("said one, and the one on record is grown up", s => s.Family(born: "2000-01-01").Asked("mother", "yes", "1").Flies("mother"), "cleared"),
        new("said two, one on record and undecided: both hold", s => s.Family().Asked("mother", "yes", "2").Flies("mother"), "child-not-recorded no-decision/child"),

        // Whose child?
        new("a disputed link holds and nothing else is asked", s => s.Adult("mother").Child("child").Link("mother", "child", "disputed").Flies("mother"), "possible-child/child"),
        new("a disputed link to a grown child holds too", s => s.Adult("mother").Child("child", "2000-01-01").Link("mother", "child", "disputed").Flies("mother"), "possible-child/child"),
        new("a rejected link is none", s => s.Adult("mother", stated: "0").Child("child").Link("mother", "child", "rejected").Flies("mother"), "cleared"),
        new("a rejected link does not answer for a person never asked", s => s.Adult("mother").Child("child").Link("mother", "child", "rejected").Flies("mother"), "not-screened"),
        new("the later row counts: disputed, then confirmed", s => s.Family().Link("mother", "child", "disputed", "2024-05-01T00:00:00Z").RemainsInCare().Flies("mother"), "cleared"),
        new("on a tie disputed outranks confirmed", s => s.Family().Link("mother", "child", "disputed").Flies("mother"), "possible-child/child"),
        new("on a tie rejected outranks disputed", s => s.Adult("mother", stated: "0").Child("child").Link("mother", "child", "disputed").Link("mother", "child", "rejected").Flies("mother"), "cleared"),
        new("a link rejected only after the gate was asked still stands", s => s.Family().Link("mother", "child", "rejected", After).Flies("mother"), "no-decision/child"),
        new("a link dated after the gate was asked does not exist yet", s => s.Adult("mother", stated: "0").Child("child").Link("mother", "child", "confirmed", After).Flies("mother"), "cleared"),
        new("a decision about a pair without any row makes a link", s => s.Adult("mother").Child("child").RemainsInCare().Flies("mother"), "cleared"),

        // Is there a decision?
        new("no decision", s => s.Family().Flies("mother"), "no-decision/child"),
        new("a decision recorded only after the gate was asked", s => s.Family().Decides("mother", "child", "remain", "recorded_at=" + After).Flies("mother"), "no-decision/child"),
        new("revoked", s => s.Family().Decides("mother", "child", "remain", "revoked_at=2024-06-12T09:00:00Z").Flies("mother"), "decision-revoked/child"),
        new("a flawed and revoked decision is revoked, no more", s => s.Family().Decides("mother", "child", "remain", "private=", "revoked_at=2024-06-12T09:00:00Z").Flies("mother"), "decision-revoked/child"),
        new("revoked, after a wish to go together", s => s.Family().Says("mother", "accompany").Decides("mother", "child", "remain", "revoked_at=2024-06-12T09:00:00Z").Flies("mother"), "decision-revoked/child wish-contradicted/child"),
        new("revoked an hour after the gate was asked", s => s.Family().Decides("mother", "child", "remain", "revoked_at=" + After).Confirms("mother", "child", "carer_known").Flies("mother"), "cleared"),
        new("the same, asked again once it is revoked", s => s.Family().Decides("mother", "child", "remain", "revoked_at=" + After).Confirms("mother", "child", "carer_known").Flies("mother"), "decision-revoked/child", After),
        new("revoked at the very moment of the question", s => s.Family().Decides("mother", "child", "remain", "revoked_at=" + GateScene.At).Confirms("mother", "child", "carer_known").Flies("mother"), "decision-revoked/child"),
        new("a wish taken back after the gate was asked: resolved either way by the later valid waiver", s => s.Family().RemainsInCare().Decides("mother", "child", "accompany", "decision_id=0", "taken_at=2024-06-01T09:00:00Z", "recorded_at=2024-06-01T10:00:00Z", "revoked_at=" + After).Flies("mother"), "cleared"),
        new("revoked, and decided anew without revocation", s => s.Family().Decides("mother", "child", "remain", "decision_id=0", "taken_at=2024-06-01T09:00:00Z", "recorded_at=2024-06-01T10:00:00Z", "revoked_at=2024-06-02T09:00:00Z").RemainsInCare().Flies("mother"), "cleared"),
        new("a valid decision, then one that is revoked: the later one counts", s => s.Family().RemainsInCare().Decides("mother", "child", "remain", "decision_id=2", "taken_at=2024-06-12T09:00:00Z", "recorded_at=2024-06-12T10:00:00Z", "revoked_at=2024-06-13T09:00:00Z").Flies("mother"), "decision-revoked/child"),
        new("taken at one time: the one recorded later counts", s => s.Family().Decides("mother", "child", "undecided").Decides("mother", "child", "remain", "decision_id=0", "recorded_at=2024-06-10T11:00:00-05:00").Confirms("mother", "child", "carer_known", decision: "0").Flies("mother"), "cleared"),
        new("taken and recorded at one time: the greater id counts", s => s.Family().Decides("mother", "child", "undecided").Decides("mother", "child", "remain", "decision_id=2").Confirms("mother", "child", "carer_known", decision: "2").Flies("mother"), "cleared"),
        new("recorded at the very moment of the question", s => s.Family().Decides("mother", "child", "remain", "taken_at=2024-06-20T09:30:00-05:00", "recorded_at=" + GateScene.At, "acknowledged_at=" + GateScene.At).Confirms("mother", "child", "carer_known", GateScene.At).Flies("mother"), "cleared"),
        new("undecided", s => s.Family().Decides("mother", "child", "undecided").Flies("mother"), "undecided/child"),
        new("would not answer", s => s.Family().Decides("mother", "child", "declined").Flies("mother"), "undecided/child"),
        new("could not be found out, on a record without signature", s => s.Family().Decides("mother", "child", "not_ascertained", "signature=").Flies("mother"), "decision-defective/child undecided/child"),
        new("acknowledged only after the gate was asked", s => s.Family().Decides("mother", "child", "remain", "acknowledged_at=" + After).Confirms("mother", "child", "carer_known").Flies("mother"), "decision-defective/child"),
        new("acknowledged by the officer who took it", s => s.Family().Decides("mother", "child", "remain", "supervisor=o-1").Confirms("mother", "child", "carer_known").Flies("mother"), "decision-defective/child"),
        new("fifty-nine minutes to decide", s => s.Family().Decides("mother", "child", "remain", "minutes_allowed=59").Confirms("mother", "child", "carer_known").Flies("mother"), "decision-defective/child"),
        new("a refusal to sign is a record", s => s.Family().Decides("mother", "child", "remain", "signature=refused").Confirms("mother", "child", "carer_known").Flies("mother"), "cleared"),
        new("the parent's language is not the one spoken, no interpreter", s => s.Family().Decides("mother", "child", "remain", "parent_language=mam").Confirms("mother", "child", "carer_known").Flies("mother"), "decision-defective/child"),
        new("the same with an interpreter", s => s.Family().Decides("mother", "child", "remain", "parent_language=mam", "interpreter=i-9").Confirms("mother", "child", "carer_known").Flies("mother"), "cleared"),

        // Does it agree with what the parent wished?
        new("a wish to go together, then a flawed waiver", s => s.Family().Says("mother", "accompany").Decides("mother", "child", "remain", "private=no").Confirms("mother", "child", "carer_known").Flies("mother"), "decision-defective/child wish-contradicted/child"),
        new("a wish to go together, then a valid decision that the child remains", s => s.Family().Says("mother", "accompany").RemainsInCare().Flies("mother"), "cleared"),
        new("a wish to go together, after a valid decision that the child remains", s => s.Family().Says("mother", "accompany", "2024-06-12T09:00:00Z").RemainsInCare().Flies("mother"), "wish-contradicted/child"),
        new("a wish recorded only after the gate was asked", s => s.Family().Says("mother", "accompany", "2024-06-12T09:00:00Z", After).RemainsInCare().Flies("mother"), "cleared"),
        new("a statement that nobody has read for a wish", s => s.Family().Says("mother", "", "2024-06-12T09:00:00Z").RemainsInCare().Flies("mother"), "cleared"),
        new("a wish without any decision", s => s.Family().Says("mother", "accompany").Flies("mother"), "no-decision/child"),
        new("a wish, then undecided", s => s.Family().Says("mother", "accompany").Decides("mother", "child", "undecided").Flies("mother"), "undecided/child wish-contradicted/child"),

        new("a wish at the same instant as the waiver is not resolved", s => s.Family().Says("mother", "accompany", "2024-06-10T09:00:00-05:00").RemainsInCare().Flies("mother"), "wish-contradicted/child"),
        new("a statement that the child shall remain is no wish to go together", s => s.Family().Says("mother", "remain", "2024-06-12T09:00:00Z").RemainsInCare().Flies("mother"), "cleared"),
        new("an unclear statement is no wish", s => s.Family().Says("mother", "unclear", "2024-06-12T09:00:00Z").RemainsInCare().Flies("mother"), "cleared"),
        new("a decision to go together, then a flawed waiver", s => s.Family().Decides("mother", "child", "accompany", "decision_id=0", "taken_at=2024-06-01T09:00:00Z", "recorded_at=2024-06-01T10:00:00Z").Decides("mother", "child", "remain", "counsel_offered=no").Confirms("mother", "child", "carer_known").Flies("mother"), "decision-defective/child wish-contradicted/child"),
        new("a decision to go together that is taken back, then a flawed waiver", s => s.Family().Decides("mother", "child", "accompany", "decision_id=0", "taken_at=2024-06-01T09:00:00Z", "recorded_at=2024-06-01T10:00:00Z", "revoked_at=2024-06-02T09:00:00Z").Decides("mother", "child", "remain", "counsel_offered=no").Confirms("mother", "child", "carer_known").Flies("mother"), "decision-defective/child"),
        new("a wish, and the decision to go together: fulfilled, not contradicted", s => s.Family().Says("mother", "accompany").ReadyTogether().Flies("mother", "child"), "cleared | cleared"),
        new("a wish resolved for one child, unresolved for the other", s => s.Family().Child("baby").Link("mother", "baby").Says("mother", "accompany").RemainsInCare().Decides("mother", "baby", "remain", "private=no").Confirms("mother", "baby", "carer_known").Flies("mother"), "decision-defective/baby wish-contradicted/baby"),
        new("the other parent's wish is not this parent's", s => s.Family().Adult("father").Link("father", "child").Says("father", "accompany", "2024-06-12T09:00:00Z").RemainsInCare().Flies("mother"), "cleared"),
        new("the child's own statement is no wish of the parent", s => s.Family().Says("child", "accompany", "2024-06-12T09:00:00Z").RemainsInCare().Flies("mother"), "cleared"),

        // Is it carried out?
        new("together, the seats are missing", s => s.Family().Decides("mother", "child", "accompany").Confirms("mother", "child", "child_release travel_document").Flies("mother", "child"), "child-not-ready/child | cleared"),
        new("together, the release is missing", s => s.Family().Decides("mother", "child", "accompany").Confirms("mother", "child", "travel_document seats").Flies("mother", "child"), "child-not-ready/child | cleared"),
        new("together, steps confirmed for an earlier decision only", s => s.Family().Decides("mother", "child", "accompany", "decision_id=0", "taken_at=2024-06-01T09:00:00Z", "recorded_at=2024-06-01T10:00:00Z").Confirms("mother", "child", "child_release travel_document seats", decision: "0").Decides("mother", "child", "accompany").Flies("mother", "child"), "child-not-ready/child | cleared"),
        new("together, the child on another manifest of the same day", s => s.Family().ReadyTogether().Flies("mother").Line(s.Id("child"), manifest: s.Manifest + "-b"), "child-not-travelling/child | minor-alone"),
        new("together and flawed, the child not aboard: both hold", s => s.Family().Decides("mother", "child", "accompany", "private=no").Flies("mother"), "child-not-travelling/child decision-defective/child"),
        new("the child's line cannot be read: the child is not aboard", s => s.Family().ReadyTogether().Flies("mother").Line(s.Id("child"), departure: "soon"), "child-not-travelling/child | not-identified"),
        new("undecided, and the child is aboard", s => s.Family().Decides("mother", "child", "undecided").Flies("mother", "child"), "undecided/child | minor-alone"),
        new("papers and contact confirmed do not say who has the child", s => s.Family().Decides("mother", "child", "remain").Confirms("mother", "child", "papers contact_given").Flies("mother"), "child-whereabouts-unknown/child"),
        new("custody that ends after the question is still open", s => s.Family().Decides("mother", "child", "remain").Custody("child", "2024-05-01T00:00:00Z", After).Flies("mother"), "cleared"),
        new("custody that begins at the moment of the question is open", s => s.Family().Decides("mother", "child", "remain").Custody("child", GateScene.At).Flies("mother"), "cleared"),
        new("the mother's own custody does not say who has the child", s => s.Family().Decides("mother", "child", "remain").Custody("mother", "2024-05-01T00:00:00Z").Flies("mother"), "child-whereabouts-unknown/child"),
        new("together, child aboard, everything ready", s => s.Family().ReadyTogether().Flies("mother", "child"), "cleared | cleared"),
        new("together, but the child is not on the manifest", s => s.Family().ReadyTogether().Flies("mother"), "child-not-travelling/child"),
        new("together, the travel document is missing", s => s.Family().Decides("mother", "child", "accompany").Confirms("mother", "child", "child_release seats").Flies("mother", "child"), "child-not-ready/child | cleared"),
        new("together, seats confirmed only after the gate was asked", s => s.Family().Decides("mother", "child", "accompany").Confirms("mother", "child", "child_release travel_document").Confirms("mother", "child", "seats", After).Flies("mother", "child"), "child-not-ready/child | cleared"),
        new("the child remains, but is on the manifest", s => s.Family().RemainsInCare().Flies("mother", "child"), "child-travelling-against-wish/child | minor-alone"),
        new("the child remains, nobody knows where", s => s.Family().Decides("mother", "child", "remain").Flies("mother"), "child-whereabouts-unknown/child"),
        new("the child remains, in open custody", s => s.Family().Decides("mother", "child", "remain").Custody("child", "2024-05-01T00:00:00Z").Flies("mother"), "cleared"),
        new("custody that ended", s => s.Family().Decides("mother", "child", "remain").Custody("child", "2024-05-01T00:00:00Z", "2024-06-01T00:00:00Z").Flies("mother"), "child-whereabouts-unknown/child"),
        new("custody that ends at the moment of the question is over", s => s.Family().Decides("mother", "child", "remain").Custody("child", "2024-05-01T00:00:00Z", GateScene.At).Flies("mother"), "child-whereabouts-unknown/child"),
        new("custody that begins later", s => s.Family().Decides("mother", "child", "remain").Custody("child", After).Flies("mother"), "child-whereabouts-unknown/child"),
        new("every fault of a decision that the child remains", s => s.Family().Says("mother", "accompany").Asked("mother", "yes", "2").Decides("mother", "child", "remain", "form=").Flies("mother", "child"), "child-not-recorded child-travelling-against-wish/child child-whereabouts-unknown/child decision-defective/child wish-contradicted/child | minor-alone"),

        // Two children, two parents, minors
        new("two children, two choices, both carried out", s => s.Family().Child("baby").Link("mother", "baby").ReadyTogether().RemainsInCare("mother", "baby").Flies("mother", "child"), "cleared | cleared"),
        new("two children, one decided", s => s.Family().Child("baby").Link("mother", "baby").RemainsInCare().Flies("mother"), "no-decision/baby"),
        new("two children, each held for its own reason", s => s.Family().Child("baby").Link("mother", "baby").ReadyTogether().Decides("mother", "baby", "undecided").Flies("mother"), "child-not-travelling/child undecided/baby"),
        new("two parents: one decision is not the other's", s => s.Family().Adult("father").Link("father", "child").RemainsInCare().Flies("mother", "father"), "cleared | no-decision/child"),
        new("a minor alone", s => s.Child("child").Flies("child"), "minor-alone"),
        new("a minor beside a parent whose link is disputed", s => s.Adult("mother").Child("child").Link("mother", "child", "disputed").ReadyTogether().Flies("mother", "child"), "possible-child/child | minor-alone"),
        new("a minor whose parent revoked", s => s.Family().Decides("mother", "child", "accompany", "revoked_at=2024-06-12T09:00:00Z").Flies("mother", "child"), "decision-revoked/child | minor-alone"),
        new("a mother under 18 is asked about her child too", s => s.Child("mother", "2008-01-01").Child("baby", "2023-01-01").Link("mother", "baby").Flies("mother"), "minor-alone no-decision/baby"),
        new("a minor beside a parent who would not answer", s => s.Family().Decides("mother", "child", "declined").Flies("mother", "child"), "undecided/child | minor-alone"),
        new("a minor beside a stranger", s => s.Child("child").Adult("stranger", stated: "0").Flies("child", "stranger"), "minor-alone | cleared"),
        new("a minor whose parent to accompany is on another manifest", s => s.Family().ReadyTogether().Flies("child").Line(s.Id("mother"), manifest: s.Manifest + "-b"), "minor-alone | child-not-travelling/child"),
        new("a minor with two parents aboard, one of whom takes the child", s => s.Family().Adult("father").Link("father", "child").ReadyTogether().Flies("mother", "father", "child"), "cleared | no-decision/child | cleared"),
        new("a mother under 18 who stated more children is not held for that", s => s.Child("mother", "2008-01-01").Asked("mother", "yes", "2").Flies("mother"), "minor-alone"),
        new("two children, one disputed: each its own reason", s => s.Family().Child("baby").Link("mother", "baby", "disputed").RemainsInCare().Flies("mother"), "possible-child/baby"),
        new("a person of unknown age without a child on record is asked too", s => s.Row("encounters", $"case,{s.Id("someone")},,,,,,,,,2024-05-01T09:00:00-05:00,,,,,,").Flies("someone"), "not-screened"),
        new("a child of unknown age counts as one", s => s.Adult("mother").Row("encounters", $"case,{s.Id("child")},,,,,,,,,2024-05-01T09:00:00-05:00,,,,,,").Link("mother", "child").Flies("mother"), "no-decision/child"),
        new("a child known only from the mother's relationship row", s => s.Adult("mother").Link("mother", "nobody-has-seen").Flies("mother"), "no-decision/seen"),
        new("a child's removal together with this journey is part of it", s => s.Family().Removed("child", "2024-06-19T09:00:00Z").Flies("mother"), "no-decision/child"),
        new("a child removed before is not asked about", s => s.Family().Removed("child", "2024-06-01T09:00:00Z").Flies("mother"), "cleared"),
        new("a child removed before, and seen again since", s => s.Family().Removed("child", "2024-06-01T09:00:00Z").Custody("child", "2024-06-10T00:00:00Z").Flies("mother"), "no-decision/child"),
        new("a child's removal that is only planned", s => s.Family().Removed("child", "2024-06-01T09:00:00Z", "planned").Flies("mother"), "no-decision/child"),

        // Ages at the edge
        new("18 tomorrow, a departure an hour before midnight", s => s.Family(born: "2006-06-21").FliesAt("2024-06-20T23:00:00-05:00", "mother"), "no-decision/child"),
        new("18 tomorrow, a departure just after midnight", s => s.Family(born: "2006-06-21").FliesAt("2024-06-21T00:05:00-05:00", "mother"), "cleared"),
        new("18 on the day of departure", s => s.Family(born: "2006-06-20").Flies("mother"), "cleared"),
        new("18 on the day after", s => s.Family(born: "2006-06-21").Flies("mother"), "no-decision/child"),
        new("18 tomorrow by UTC, today at 23:30 local", s => s.Family(born: "2006-06-21").FliesAt("2024-06-20T23:30:00-05:00", "mother"), "no-decision/child"),
        new("born on 29 February: not 18 on 28 February", s => s.Family(born: "2008-02-29").FliesAt("2026-02-28T12:00:00-05:00", "mother"), "no-decision/child"),
        new("born on 29 February: 18 on 1 March", s => s.Family(born: "2008-02-29").FliesAt("2026-03-01T12:00:00-05:00", "mother"), "cleared"),
        new("no date of birth: the role says minor", s => s.Adult("mother").Child("child", born: "").Link("mother", "child").Flies("mother"), "no-decision/child"),
        new("two dates of birth: the later one protects", s => s.Adult("mother").Child("child", "2005-01-01", "201000009").Child("alias", "2007-01-01", "201000009").Link("mother", "child").Flies("mother"), "no-decision/201000009"),
    ];
}
