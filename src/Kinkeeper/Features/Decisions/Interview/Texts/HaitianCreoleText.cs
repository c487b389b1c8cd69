namespace Kinkeeper.Features.Decisions.Interview.Texts;

/// <summary>The parent's texts in Haitian Creole.</summary>
internal static class HaitianCreoleText
{
    public static readonly ParentText Text = new(
        "hat",
        "ht",
        "kreyòl ayisyen",
        "Tèks sa a poko apwouve pa yon tradiktè sètifye.",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["parent"] = "Manman oswa papa",
            ["listen"] = "Koute",
            ["language"] = "Ki lang ou konprann pi byen? Yo dwe mande ou nan lang sa a, ak yon entèprèt si ou bezwen youn. Di sa si ou pa konprann entèprèt la.",
            ["private"] = "Yo dwe mande ou pou kont ou. Ki lòt moun ki nan chanm nan? Di sa si ou vle yon moun soti, oswa yon moun rete avè ou.",
            ["information"] = "Anvan mwen mande ou anyen, mwen vle esplike ou bagay sa yo.",
            ["told-1"] = "Sa a se sou {0} sèlman. Yo mande ou pou chak pitit apa.",
            ["told-2"] = "Se ou ki chwazi. Pèsonn pa gen dwa chwazi pou ou, fòse ou, ni pwomèt ou yon bagay pou repons ou.",
            ["told-3"] = "Si ou pa reponn, pèsonn pa gen dwa deside pou ou.",
            ["told-4"] = "Ou ka pale ak pitit ou ak yon avoka anvan ou chwazi.",
            ["told-5"] = "Ou ka pran tan pou reflechi anvan ou reponn.",
            ["told-6"] = "Ou ka chanje repons ou jiskaske ou pati.",
            ["contact"] = "Èske ou vle pale ak {0} anvan ou chwazi?",
            ["counsel"] = "Èske ou vle pale ak yon avoka anvan ou chwazi?",
            ["choices"] = "Men bagay ki ta ka rive ak {0}. Koute yo tout. Ou pa oblije chwazi kounye a.",
            ["option-accompany"] = "Pati ansanm ak {0}",
            ["option-remain"] = "{0} rete isit la",
            ["option-reunify_here"] = "Retounen ansanm ak {0} isit la pandan dosye a ap kontinye",
            ["option-counsel_first"] = "Pale ak yon avoka anvan sou {0}",
            ["option-undecided"] = "Poko deside sou {0}",
            ["repeat"] = "Tanpri di nan pwòp mo ou sa chak youn vle di.",
            ["time"] = "Pran tan ou bezwen. Ou ka reflechi pou kont ou epi pale ak fanmi ou.",
            ["answer"] = "Kisa ou vle pou {0}?",
            ["words"] = "Si ou vle, di li nan pwòp mo ou. Yo ekri yo jan ou di yo a.",
            ["child"] = "{0} ka di sa li vle tou. Yo ekri li apa epi yo pa montre ajan yo li.",
            ["signature"] = "Ou ka siyen, fè yon mak, oswa pa siyen. Siyen sèlman sa yo li ba ou epi ou konprann.",
            ["check"] = "Koute yon lòt fwa sa yo ekri a. Di sa ki pa bon.",
        });
}
