using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>Every expected "no" of an override.</summary>
internal static class OverrideRefusals
{
    private const string TwoPersons = "docs/gate.md, \"Overrides\"";
    private const string Oig = "DHS OIG-21-36 (18 May 2021): a supervisor confirmed that it was not possible to take the child";

    public static RefusalException NotAllowed(string role) => new(new Refusal(
        "override-role", $"The policy lets nobody override the gate but: {role}.", $"La política no permite liberar a nadie más que a: {role}.", TwoPersons));

    public static RefusalException ReasonUnknown(string reasons) => new(new Refusal(
        "override-reason", $"An override needs one of the policy's reasons ({reasons}) and words that say why.", $"Hace falta una de las razones de la política ({reasons}) y palabras que digan por qué.", TwoPersons));

    public static RefusalException Never(string rule) => new(new Refusal(
        "override-never", $"\"{rule}\" cannot be overridden by anybody.", $"Nadie puede pasar por alto \"{rule}\".", Oig));

    public static RefusalException NotHeld() => new(new Refusal(
        "override-not-held", "This person is not held, or the clearance has expired. Ask the gate again first.", "Esta persona no está retenida, o la respuesta ya venció. Pregunte de nuevo primero."));

    public static RefusalException SamePerson() => new(new Refusal(
        "override-same-person", "The one who asked for the override cannot approve it. A second person must.", "Quien la pidió no puede aprobarla. Debe hacerlo otra persona.", TwoPersons));

    public static RefusalException TookTheDecision() => new(new Refusal(
        "override-own-decision", "The officer who took a decision of this parent can neither ask for the override nor approve it.", "El oficial que tomó una decisión de esta madre o este padre no puede pedirla ni aprobarla.", TwoPersons));

    public static RefusalException Unknown() => new(new Refusal("override-unknown", "There is no such override.", "No existe."));

    public static RefusalException Approved() => new(new Refusal("override-approved", "It was approved already.", "Ya fue aprobada."));

    public static RefusalException Expired() => new(new Refusal("override-expired", "The hour of departure has passed: the override has expired.", "Ya pasó la hora de salida: venció."));
}
