namespace Kinkeeper.Tests.Features.Gate;

/// <summary>
/// Every defect of a decision record, as the gate names it: a valid decision that the child remains, with only the defect the situation
/// describes. The answer is the defects' codes. A revoked decision has its own rule (<see cref="GateCases"/>).
/// </summary>
public static class GateDefectCases
{
    private const string Before = "2024-06-20T13:59:59-05:00";
    private const string LaterThatDay = "2024-06-20T18:00:00-05:00";

    public static readonly IReadOnlyList<GateCase> All =
    [
        Flawed("no form", "no-form", "form="),
        Flawed("two of the five options shown", "options-missing", "options_offered=accompany;remain"),
        Flawed("no record of which options were shown", "options-missing", "options_offered="),
        Flawed("the language spoken is not recorded", "language-unknown", "spoken_language="),
        Flawed("the parent's language is not recorded", "language-unknown", "parent_language="),
        Flawed("spoken English, the parent speaks Mam, nobody interprets", "form-language, no-interpreter", "spoken_language=en", "parent_language=mam"),
        Flawed("spoken English, form in Spanish, the parent speaks Spanish, nobody interprets", "no-interpreter", "spoken_language=en"),
        Flawed("spoken Spanish, form in English, the parent speaks Spanish", "form-language", "form_language=en"),
        Flawed("the record does not say what the parent was told", "no-information", "information_given="),
        Flawed("the parent was told nothing", "no-information", "information_given=no"),
        Flawed("contact with the child was not offered", "no-child-contact", "child_contact_offered=no"),
        Flawed("nobody knows whether contact was offered", "no-child-contact", "child_contact_offered="),
        Flawed("no lawyer offered", "no-counsel-offer", "counsel_offered=no"),
        Flawed("nobody knows whether a lawyer was offered", "no-counsel-offer", "counsel_offered="),
        Flawed("three minutes to decide", "no-time", "minutes_allowed=3"),
        Flawed("nobody recorded how long there was to decide", "no-time", "minutes_allowed="),
        Flawed("asked in a room with others", "not-private", "private=no"),
        Flawed("nobody knows whether it was private", "not-private", "private="),
        Flawed("none of the parent's own words", "no-parent-words", "parent_words="),
        Flawed("no signature", "no-signature", "signature=none"),
        Flawed("nothing about a signature", "no-signature", "signature="),
        Flawed("no supervisor", "no-acknowledgement", "supervisor="),
        Flawed("a supervisor, but no time of acknowledgement", "no-acknowledgement", "acknowledged_at="),
        Flawed("acknowledged by the officer who took it", "self-acknowledged", "supervisor=o-1"),
        Flawed("the officer named as supervisor, but nothing acknowledged", "no-acknowledgement", "supervisor=o-1", "acknowledged_at="),
        Flawed("recorded a day and a minute after it was taken", "recorded-late", "recorded_at=2024-06-11T09:01:00-05:00"),
        Flawed("recorded before it was taken", "taken-after-recorded", "recorded_at=2024-06-10T08:59:00-05:00"),
        Flawed("everything is missing but who, what and when", "no-acknowledgement, no-child-contact, no-counsel-offer, no-form, no-information, no-parent-words, no-signature, no-time, not-private, options-missing, language-unknown",
            "form=", "form_language=", "spoken_language=", "parent_language=", "information_given=", "options_offered=", "child_contact_offered=", "counsel_offered=", "minutes_allowed=", "private=", "parent_words=", "signature=", "officer=", "supervisor=", "acknowledged_at="),

        // Asked after the departure time: the aircraft may still be there, and a late acknowledgement does not become valid by waiting.
        Flawed("acknowledged at the instant of departure, asked after it", "acknowledged-after-departure", LaterThatDay, "acknowledged_at=" + GateScene.Departure),
        Flawed("recorded at the instant of departure, asked after it", "recorded-after-departure", LaterThatDay, "taken_at=2024-06-20T12:00:00-05:00", "recorded_at=" + GateScene.Departure, "acknowledged_at=" + Before),
    ];

    public static readonly GateCase ThreeChildrenOfFive = new(
        "three children on record, five stated",
        scene => scene.Family(child: "eva").Child("ana").Link("mother", "ana").Child("bea").Link("mother", "bea").Asked("mother", "yes", "5").Flies("mother"),
        "child-not-recorded no-decision/ana no-decision/bea no-decision/eva");

    private static GateCase Flawed(string situation, string defects, params string[] cells)
    {
        string at = cells[0] == LaterThatDay ? LaterThatDay : GateScene.At;
        return new GateCase(
            situation,
            scene => scene.Family().Decides("mother", "child", "remain", [.. cells.Where(cell => cell.Contains('='))]).Confirms("mother", "child", "carer_known").Flies("mother"),
            string.Join(", ", defects.Split(", ").Order(StringComparer.Ordinal)),
            at);
    }
}
