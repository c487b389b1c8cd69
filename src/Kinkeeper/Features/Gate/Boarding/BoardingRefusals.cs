using System.Globalization;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Boarding;

/// <summary>Refusals of a boarding check. A person who is not asked does not board.</summary>
internal static class BoardingRefusals
{
    public static RefusalException Nobody(ClearanceId clearance, int line) => new(new Refusal(
        "boarding-nobody",
        string.Create(CultureInfo.InvariantCulture, $"Nobody is identified on line {line} of clearance {clearance.Value}."),
        string.Create(CultureInfo.InvariantCulture, $"Nadie está identificado en la línea {line} de la autorización {clearance.Value}.")));

    public static RefusalException ByMissing() => new(new Refusal(
        "boarding-by", "Name the person who asks the parent.", "Indique quién pregunta a la madre o al padre."));

    /// <param name="hours">The hours before departure in which the check is made.</param>
    public static RefusalException NotNow(int hours) => new(new Refusal(
        "boarding-not-now",
        string.Create(CultureInfo.InvariantCulture, $"A boarding check is made in the last {hours} hours before departure. Ask again then."),
        string.Create(CultureInfo.InvariantCulture, $"La pregunta antes de abordar se hace en las últimas {hours} horas antes de la salida. Vuelva a preguntar entonces.")));

    public static RefusalException NotAskedAbout(string decision) => new(new Refusal(
        "boarding-decision",
        $"This person is not asked about decision {decision} now.",
        $"Ahora no se pregunta a esta persona por la decisión {decision}."));
}
