namespace Kinkeeper.Features.Evidence;

/// <summary>The defects of a decision record. Each is a bit, in the order in which defects are listed.</summary>
[Flags]
public enum Defects
{
    None = 0,
    NoForm = 1 << 0,
    OptionsMissing = 1 << 1,
    LanguageUnknown = 1 << 2,
    NoInterpreter = 1 << 3,
    FormLanguage = 1 << 4,
    NoInformation = 1 << 5,
    NoChildContact = 1 << 6,
    NoCounselOffer = 1 << 7,
    NoTime = 1 << 8,
    NotPrivate = 1 << 9,
    NoParentWords = 1 << 10,
    NoSignature = 1 << 11,
    NoAcknowledgement = 1 << 12,
    SelfAcknowledged = 1 << 13,
    AcknowledgedAfterDeparture = 1 << 14,
    RecordedLate = 1 << 15,
    TakenAfterRecorded = 1 << 16,
    RecordedAfterDeparture = 1 << 17,
    Revoked = 1 << 18,
}

/// <summary>A defect's code, its sentence in both languages, and where the requirement comes from.</summary>
/// <param name="Bit">Exactly one bit.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="English">One plain sentence.</param>
/// <param name="Spanish">The same in Spanish.</param>
/// <param name="Citation">Source of the requirement.</param>
public sealed record Defect(Defects Bit, string Code, string English, string Spanish, string Citation)
{
    private const string Oig = "DHS OIG-21-36 (18 May 2021)";
    private const string Recommendation1 = "DHS OIG-21-36, recommendation 1 (18 May 2021)";
    private const string Waiver = "Ms. L. settlement waiver form (Nov 2018): read in a language the person understands";
    private const string Directive = "ICE Directive 11064.3 (14 Jul 2022)";

    /// <summary>Every defect, in the order of its bit.</summary>
    public static readonly IReadOnlyList<Defect> All =
    [
        new(Defects.NoForm, "no-form", "No form was used.", "No se usó ningún formulario.", Recommendation1),
        new(Defects.OptionsMissing, "options-missing", "The parent was not shown all five options.", "No se le mostraron las cinco opciones a la madre o al padre.", "Separated Parent's Removal Form (July 2018): two boxes only; " + Oig),
        new(Defects.LanguageUnknown, "language-unknown", "The record does not say which language was spoken or which one the parent understands.", "El registro no dice en qué idioma se habló o cuál entiende la madre o el padre.", Waiver),
        new(Defects.NoInterpreter, "no-interpreter", "The language spoken is not the parent's, and there was no interpreter.", "No se habló el idioma de la madre o del padre y no hubo intérprete.", Waiver),
        new(Defects.FormLanguage, "form-language", "The form was not in the parent's language, and there was no interpreter.", "El formulario no estaba en el idioma de la madre o del padre y no hubo intérprete.", Waiver),
        new(Defects.NoInformation, "no-information", "The record does not show what the parent was told before choosing.", "El registro no muestra qué se le informó a la madre o al padre antes de elegir.", Oig + ": waivers recorded without what the parent had been told"),
        new(Defects.NoChildContact, "no-child-contact", "Contact with the child was not offered before the choice.", "No se ofreció contacto con la niña o el niño antes de la elección.", "Ms. L. v. ICE, plaintiffs' position (July 2018): no knowing choice before seeing the child"),
        new(Defects.NoCounselOffer, "no-counsel-offer", "Talking to a lawyer first was not offered.", "No se ofreció hablar primero con un abogado.", "Ms. L. v. ICE (July 2018): no option to see a lawyer first"),
        new(Defects.NoTime, "no-time", "The parent was not given enough time, or nobody recorded how much.", "No se dio tiempo suficiente a la madre o al padre, o nadie lo registró.", "Press reports of July 2018: minutes to decide; the minimum is the policy's parameter"),
        new(Defects.NotPrivate, "not-private", "The parent was not asked in private.", "No se le preguntó en privado a la madre o al padre.", "Press reports of July 2018: asked in groups of dozens"),
        new(Defects.NoParentWords, "no-parent-words", "The parent's own words are missing.", "Faltan las palabras propias de la madre o del padre.", Oig + ": records that claimed a waiver in the officer's words only"),
        new(Defects.NoSignature, "no-signature", "There is no signature, mark or refusal to sign.", "No hay firma, marca ni constancia de que se negó a firmar.", Recommendation1),
        new(Defects.NoAcknowledgement, "no-acknowledgement", "No supervisor has acknowledged the decision.", "Ningún supervisor ha confirmado la decisión.", Recommendation1),
        new(Defects.SelfAcknowledged, "self-acknowledged", "The officer who took the decision acknowledged it as supervisor.", "El mismo oficial que tomó la decisión la confirmó como supervisor.", Recommendation1),
        new(Defects.AcknowledgedAfterDeparture, "acknowledged-after-departure", "The supervisor acknowledged it only after the departure.", "El supervisor la confirmó solo después de la salida.", Recommendation1 + ": before removing"),
        new(Defects.RecordedLate, "recorded-late", "It was recorded more than 24 hours after it was taken.", "Se registró más de 24 horas después de tomada.", Directive + ": complete and timely entry"),
        new(Defects.TakenAfterRecorded, "taken-after-recorded", "It was recorded before it was taken.", "Se registró antes de ser tomada.", Oig),
        new(Defects.RecordedAfterDeparture, "recorded-after-departure", "It was recorded only after the departure.", "Se registró solo después de la salida.", Recommendation1 + ": before removing"),
        new(Defects.Revoked, "revoked", "The parent took it back.", "La madre o el padre la retiró.", "Revocable until departure (docs/handbook.md, \"What makes a decision valid\")"),
    ];

    /// <summary>The codes of <paramref name="defects"/>, in alphabetical order.</summary>
    public static string[] Codes(Defects defects) =>
        defects == Defects.None ? [] : [.. All.Where(defect => (defects & defect.Bit) != 0).Select(defect => defect.Code).Order(StringComparer.Ordinal)];

    /// <summary>The defect with this code.</summary>
    public static bool TryFind(string code, out Defect found)
    {
        found = All.FirstOrDefault(defect => defect.Code == code)!;
        return found is not null;
    }
}
