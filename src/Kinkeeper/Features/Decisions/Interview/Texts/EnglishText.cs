namespace Kinkeeper.Features.Decisions.Interview.Texts;

/// <summary>The parent's texts in English, the source of the translations.</summary>
internal static class EnglishText
{
    public static readonly ParentText Text = new(
        "eng",
        "en",
        "English",
        "Source text.",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["parent"] = "Parent",
            ["listen"] = "Listen",
            ["language"] = "Which language do you understand best? You should be asked in that language, with an interpreter if you need one. Say so if you do not understand the interpreter.",
            ["private"] = "You should be asked alone. Who else is in the room? Say so if you want somebody to leave, or somebody to be with you.",
            ["information"] = "Before I ask you anything, I want to explain these things to you.",
            ["told-1"] = "This is about your child {0} only. You are asked about each child separately.",
            ["told-2"] = "You choose. Nobody may choose for you, push you, or promise you something for your answer.",
            ["told-3"] = "If you say nothing, nobody may choose for you.",
            ["told-4"] = "You may talk to your child and to a lawyer before you choose.",
            ["told-5"] = "You may take time to think before you answer.",
            ["told-6"] = "You may change your answer until you leave.",
            ["contact"] = "Do you want to talk to {0} before you choose?",
            ["counsel"] = "Do you want to talk to a lawyer before you choose?",
            ["choices"] = "These are the things that could happen with {0}. Listen to all of them. You do not have to choose now.",
            ["option-accompany"] = "Leave together with {0}",
            ["option-remain"] = "{0} stays here",
            ["option-reunify_here"] = "Be together with {0} again here while the case continues",
            ["option-counsel_first"] = "Talk to a lawyer first about {0}",
            ["option-undecided"] = "Not decided yet about {0}",
            ["repeat"] = "Please say in your own words what each of them means.",
            ["time"] = "Take the time that you need. You may think alone, and talk to your family.",
            ["answer"] = "What do you want for your child {0}?",
            ["words"] = "If you like, say it in your own words. They are written down exactly as you say them.",
            ["child"] = "{0} may say what {0} wants, too. It is written down separately and is not shown to officers.",
            ["signature"] = "You may sign, make a mark, or not sign. Sign only what was read to you and what you understand.",
            ["check"] = "Listen once more to what was written down. Say what is wrong.",
        });
}
