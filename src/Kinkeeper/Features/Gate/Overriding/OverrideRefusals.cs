using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>Every expected refusal of an override.</summary>
internal static class OverrideRefusals
{
    private const string TwoPersons = "docs/gate.md, \"Overrides\"";
    private const string Oig = "DHS OIG-21-36 (18 May 2021): a supervisor confirmed that it was not possible to take the child";

    public static RefusalException NotAllowed(string role) => new(new Refusal(
        "override-role", $"Only these roles may override the gate: {role}.", $"Solo estas funciones pueden autorizar una excepción: {role}.", TwoPersons));

    public static RefusalException ReasonUnknown(string reasons) => new(new Refusal(
        "override-reason", $"An override needs one of the policy's reasons ({reasons}) and an explanation in words.", $"Hace falta una de las razones de la política ({reasons}) y una explicación.", TwoPersons));

    public static RefusalException Never(string rule) => new(new Refusal(
        "override-never", $"\"{rule}\" cannot be overridden.", $"Nadie puede pasar por alto \"{rule}\".", Oig));

    public static RefusalException NotHeld() => new(new Refusal(
        "override-not-held", "This person is not held, or the clearance has expired. Ask the gate again first.", "Esta persona no está retenida, o la respuesta ya venció. Pregunte de nuevo primero."));

    public static RefusalException SamePerson() => new(new Refusal(
        "override-same-person", "The person who requested the override cannot approve it. A second person must.", "Quien pidió la excepción no puede aprobarla. Debe hacerlo otra persona.", TwoPersons));

    public static RefusalException TookTheDecision() => new(new Refusal(
        "override-own-decision", "The officer who took a decision of this parent cannot request or approve the override.", "El oficial que tomó una decisión de esta madre o este padre no puede pedir ni aprobar la excepción.", TwoPersons));

    public static RefusalException Unknown() => new(new Refusal("override-unknown", "There is no such override.", "No existe esa excepción."));

    public static RefusalException Approved() => new(new Refusal("override-approved", "The override is already approved.", "La excepción ya está aprobada."));

    public static RefusalException Expired() => new(new Refusal("override-expired", "The departure time has passed, so the override has expired.", "Ya pasó la hora de salida, así que la excepción venció."));
}
