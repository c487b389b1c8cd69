using System.Globalization;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;

namespace Kinkeeper.Features.Gate.Asking;

/// <summary>A recorded answer of the gate: what <c>kinkeeper clear --json</c> prints, and how long it may be relied on.</summary>
/// <param name="Id">The clearance's number.</param>
/// <param name="Stands">Only a clearance that stands lets anybody leave. It expires when anything it rests on changes.</param>
/// <param name="Expired">Why it does not stand; empty while it does.</param>
/// <param name="LogSize">Entries in the tamper-evident log at the moment it was computed.</param>
/// <param name="PolicyVersion">Names the policy's exact text.</param>
/// <param name="Manifest">The movement.</param>
/// <param name="At">The moment as of which everything was judged, ISO 8601 UTC.</param>
/// <param name="Policy">The policy's id.</param>
/// <param name="Cleared">How many are cleared.</param>
/// <param name="Held">How many are held.</param>
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
