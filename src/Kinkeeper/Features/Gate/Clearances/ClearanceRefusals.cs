using System.Globalization;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Clearances;

internal static class ClearanceRefusals
{
    public static RefusalException Unknown(ClearanceId clearance) => new(new Refusal(
        "clearance-unknown",
        string.Create(CultureInfo.InvariantCulture, $"There is no clearance {clearance.Value}."),
        string.Create(CultureInfo.InvariantCulture, $"No existe la autorización {clearance.Value}.")));
}
