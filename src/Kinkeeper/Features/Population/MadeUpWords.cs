namespace Kinkeeper.Features.Population;

/// <summary>Sentences that people say and write in the population. All of them are invented.</summary>
internal static class MadeUpWords
{
    public static readonly string[] Shelters =
        ["Casa Esperanza", "Casa Norte", "Hogar San Marcos", "Bright Path Shelter", "Lakeside Transitional Foster Care", "Valley Children's Home", "Casa Nueva Luz"];

    public static readonly string[] Detention =
        ["North Mesa Processing Center", "Rio Bravo Detention Center", "Pine Hill Detention Facility", "Eastern Plains Service Center", "Bay County Jail"];

    /// <summary>The parent wants to leave together.</summary>
    public static readonly string[] Accompany =
    [
        "Quiero llevarme a mi hijo.", "No me voy sin mi hija.", "La madre pide llevarse a su hija.", "El padre pide que le entreguen a su hijo antes de salir.", "Quiero irme con mis hijos.",
        "Parent asked to be removed with child.", "Subject states he will not leave without his son.", "Mother wrote a letter asking that her daughter travel with her.", "Consulate forwards the father's request to travel with the child.",
    ];

    /// <summary>The parent wants the child to remain.</summary>
    public static readonly string[] Remain =
    [
        "Quiero que se quede con su tía hasta que termine la escuela.", "Mi hijo corre peligro allá; que se quede con mi hermano.", "Prefiero que mi hija siga su caso aquí con su abuela.",
        "I want my son to stay with my sister and finish his case.", "She is safer with her uncle. I will call her every day.",
    ];

    public static readonly string[] Undecided =
        ["Todavía no sé, quiero hablar con mi esposa.", "Quiero hablar con un abogado primero.", "I need to talk to my child before I can say.", "No entiendo qué me preguntan."];

    /// <summary>Comments that express no wish.</summary>
    public static readonly string[] Neutral =
        ["Spoke about child's school.", "Detainee asked for a phone call to the shelter.", "Pidió el número de teléfono del albergue.", "Subject inquired about property.", "Madre preguntó por la salud de su hija."];

    public static readonly string[] ChildViews = ["", "", "", "Wants to be with mother.", "Quiere quedarse con su tía.", "Too young to be asked."];
}
