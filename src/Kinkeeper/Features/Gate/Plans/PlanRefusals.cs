using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Plans;

/// <summary>Every expected "no" of a plan.</summary>
internal static class PlanRefusals
{
    public static RefusalException NothingToCarryOut(string decision) => new(new Refusal(
        "nothing-to-carry-out",
        $"Decision {decision} is neither to go together nor that the child remains: there is nothing to carry out yet.",
        $"La decisión {decision} no es irse juntos ni que la niña o el niño se quede: todavía no hay nada que cumplir."));

    public static RefusalException Revoked(string decision) => new(new Refusal(
        "decision-is-revoked",
        $"The parent has taken decision {decision} back. Nothing more is done on its account.",
        $"La madre o el padre retiró la decisión {decision}. No se hace nada más por ella."));

    public static RefusalException NotOfThePlan(string decision, string step) => new(new Refusal(
        "step-not-of-the-plan",
        $"\"{step}\" is not a step of the plan for decision {decision}. Make the plan first, or check the step.",
        $"\"{step}\" no es un paso del plan de la decisión {decision}. Haga primero el plan o revise el paso."));

    public static RefusalException Confirmed(string step, string? by) => new(new Refusal(
        "step-confirmed",
        $"\"{step}\" was confirmed by {by ?? "somebody"} already.",
        $"\"{step}\" ya fue confirmado por {by ?? "alguien"}."));

    public static RefusalException EvidenceMissing() => new(new Refusal(
        "evidence-missing",
        "Say who confirms the step, and on what evidence: a document's number, a letter, who said so and when.",
        "Diga quién confirma el paso y con qué prueba: número de documento, carta, quién lo dijo y cuándo."));
}
