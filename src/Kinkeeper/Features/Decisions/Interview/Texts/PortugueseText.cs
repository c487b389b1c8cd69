namespace Kinkeeper.Features.Decisions.Interview.Texts;

/// <summary>The parent's texts in Portuguese.</summary>
internal static class PortugueseText
{
    public static readonly ParentText Text = new(
        "por",
        "pt",
        "português",
        "Este texto ainda não foi aprovado por um tradutor certificado.",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["parent"] = "Mãe ou pai",
            ["listen"] = "Ouvir",
            ["language"] = "Que língua você entende melhor? Devem perguntar nessa língua, com um intérprete se você precisar. Diga se não entende o intérprete.",
            ["private"] = "Devem perguntar a sós. Quem mais está na sala? Diga se quer que alguém saia, ou que alguém fique com você.",
            ["information"] = "Antes de perguntar, quero explicar a você o seguinte.",
            ["told-1"] = "Isto é só sobre {0}. Perguntam sobre cada filha ou filho separadamente.",
            ["told-2"] = "Você escolhe. Ninguém pode escolher por você, pressionar nem prometer algo pela sua resposta.",
            ["told-3"] = "Se você não responder, ninguém pode decidir por você.",
            ["told-4"] = "Você pode falar com sua filha ou seu filho e com um advogado antes de escolher.",
            ["told-5"] = "Você pode ter tempo para pensar antes de responder.",
            ["told-6"] = "Você pode mudar a resposta até sair.",
            ["contact"] = "Você quer falar com {0} antes de escolher?",
            ["counsel"] = "Você quer falar com um advogado antes de escolher?",
            ["choices"] = "Estas são as coisas que poderiam acontecer com {0}. Ouça todas. Não precisa escolher agora.",
            ["option-accompany"] = "Sair junto com {0}",
            ["option-remain"] = "{0} fica aqui",
            ["option-reunify_here"] = "Voltar a ficar com {0} aqui enquanto o caso continua",
            ["option-counsel_first"] = "Falar primeiro com um advogado sobre {0}",
            ["option-undecided"] = "Ainda sem decidir sobre {0}",
            ["repeat"] = "Por favor, diga com suas próprias palavras o que significa cada uma.",
            ["time"] = "Tenha o tempo de que precisar. Pode pensar a sós e falar com sua família.",
            ["answer"] = "O que você quer para {0}?",
            ["words"] = "Se quiser, diga com suas próprias palavras. São anotadas assim como você diz.",
            ["child"] = "{0} também pode dizer o que quer. É anotado à parte e não é mostrado aos agentes.",
            ["signature"] = "Você pode assinar, fazer uma marca ou não assinar. Assine só o que leram para você e o que você entende.",
            ["check"] = "Ouça mais uma vez o que foi anotado. Diga o que está errado.",
        });
}
