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
        $"{by} has already recorded this interview. If the parent says something new, start another interview.",
        $"{by} ya registró esta entrevista. Si la madre o el padre dice algo nuevo, empiece otra entrevista."));

    public static RefusalException GivenUp() => new(new Refusal(
        "interview-given-up",
        "This interview was abandoned. Start another.",
        "Esta entrevista se abandonó. Empiece otra."));

    public static RefusalException SavedMeanwhile(string by) => new(new Refusal(
        "interview-saved-meanwhile",
        $"{by} saved this page after you opened it. Your text is still here but not saved yet. Compare both, then save again.",
        $"{by} guardó esta página después de que usted la abrió. Su texto sigue aquí, pero todavía no se guardó. Compare los dos y guarde de nuevo."));

    public static RefusalException NoAnswer() => new(new Refusal(
        "interview-no-answer",
        "Nothing was recorded, because no answer is marked. Silence is not a choice. If the parent did not want to answer or could not be asked, mark that.",
        "No se registró nada, porque no hay ninguna respuesta marcada. El silencio no es una elección. Si la madre o el padre no quiso contestar o no se le pudo preguntar, márquelo.",
        "docs/handbook.md, \"What makes a decision valid\""));
}
