using Kinkeeper.Platform;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>Every expected "no" of an interview in progress.</summary>
public static class InterviewRefusals
{
    public static RefusalException Unknown(string number) => new(new Refusal(
        "interview-unknown",
        $"There is no interview {number}.",
        $"No existe la entrevista {number}."));

    public static RefusalException Recorded(string by) => new(new Refusal(
        "interview-recorded",
        $"This interview was recorded already, by {by}. What the parent says now is another interview.",
        $"Esta entrevista ya fue registrada por {by}. Lo que la madre o el padre diga ahora es otra entrevista."));

    public static RefusalException GivenUp() => new(new Refusal(
        "interview-given-up",
        "This interview was given up. Start another.",
        "Esta entrevista se abandonó. Empiece otra."));

    public static RefusalException SavedMeanwhile(string by) => new(new Refusal(
        "interview-saved-meanwhile",
        $"{by} has saved this page since you opened it. What you wrote is kept here and not saved yet: look at both, then save again.",
        $"{by} guardó esta página después de que usted la abrió. Lo que escribió sigue aquí y aún no se guarda: compare y guarde de nuevo."));

    public static RefusalException NoAnswer() => new(new Refusal(
        "interview-no-answer",
        "Nothing was recorded: nobody has marked what the parent said. Silence is not a choice. If the parent did not want to answer, or could not be asked, mark that.",
        "No se registró nada: nadie marcó lo que dijo la madre o el padre. El silencio no es una elección. Si no quiso contestar, o no se le pudo preguntar, márquelo.",
        "docs/handbook.md, \"What makes a decision valid\""));
}
