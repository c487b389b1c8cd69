using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Plans;

/// <summary>Every expected refusal of a plan.</summary>
internal static class PlanRefusals
{
    public static RefusalException NothingToCarryOut(string decision) => new(new Refusal(
        "nothing-to-carry-out",
        $"Decision {decision} is neither to leave together nor that the child remains, so there is nothing to carry out yet.",
        $"La decisión {decision} no es irse juntos ni que la niña o el niño se quede, así que todavía no hay nada que cumplir."));

    public static RefusalException Revoked(string decision) => new(new Refusal(
        "decision-is-revoked",
        $"The parent has taken back decision {decision}. Its plan has ended.",
        $"La madre o el padre retiró la decisión {decision}. Su plan terminó."));

    public static RefusalException NotOfThePlan(string decision, string step) => new(new Refusal(
        "step-not-of-the-plan",
        $"\"{step}\" is not a step of the plan for decision {decision}. Make the plan first, or check the step.",
        $"\"{step}\" no es un paso del plan de la decisión {decision}. Haga primero el plan o revise el paso."));

    public static RefusalException Confirmed(string step, string? by) => new(new Refusal(
        "step-confirmed",
        $"\"{step}\" was already confirmed by {by ?? "somebody"}.",
        $"\"{step}\" ya fue confirmado por {by ?? "alguien"}."));

    public static RefusalException EvidenceMissing() => new(new Refusal(
        "evidence-missing",
        "Name the person who confirms the step, and the evidence: a document number, a letter, or who said it and when.",
        "Indique quién confirma el paso y con qué prueba: número de documento, carta, o quién lo dijo y cuándo."));
}
