using System.Globalization;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;

namespace Kinkeeper.Features.Gate.Asking;

/// <summary>A recorded answer of the gate: the output of <c>kinkeeper clear --json</c>, plus its validity.</summary>
/// <param name="Id">The clearance's number.</param>
/// <param name="Stands">
/// True while the clearance is valid. Only a valid one lets anybody leave. It expires when its evidence changes.
/// </param>
/// <param name="Expired">The reasons it is no longer valid; empty while it is valid.</param>
/// <param name="LogSize">Entries in the tamper-evident log when it was computed.</param>
/// <param name="PolicyVersion">Identifies the policy's exact text.</param>
/// <param name="Manifest">The movement.</param>
/// <param name="At">The time everything was judged at, ISO 8601 UTC.</param>
/// <param name="Policy">The policy's id.</param>
/// <param name="Cleared">Number of people cleared.</param>
/// <param name="Held">Number of people held.</param>
/// <param name="People">One entry for each person asked about, in the request's order.</param>
public sealed record ClearanceResponse(
    string Id,
    bool Stands,
    IReadOnlyList<Expiry> Expired,
    long LogSize,
    string? PolicyVersion,
    string Manifest,
    string At,
    string Policy,
    int Cleared,
    int Held,
    IReadOnlyList<ClearanceJson.PersonJson> People)
{
    internal static ClearanceResponse Of(ClearanceId id, ManifestAnswer answer, IReadOnlyList<Expiry> expired, bool spanish)
    {
        ClearanceJson json = ClearanceJson.Of(answer, spanish);
        return new ClearanceResponse(
            id.Value.ToString(CultureInfo.InvariantCulture), expired.Count == 0, expired, answer.LogSize, answer.PolicyVersion, json.Manifest, json.At, json.Policy, json.Cleared, json.Held, json.People);
    }
}
