using System.Globalization;
using System.Net.Mime;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>An override asked for.</summary>
public sealed record OverrideAsked(int Line, string Reason, string Words);

/// <summary>An override as other systems and overseers see it.</summary>
/// <param name="Id">The override's number.</param>
/// <param name="Person">The person's A-number; null where they have none.</param>
/// <param name="Manifest">The movement it is for.</param>
/// <param name="DepartsAt">The departure it is for; it expires then.</param>
/// <param name="Reason">One of the policy's codes.</param>
/// <param name="Words">Why.</param>
/// <param name="Overridden">What held the person, each as <c>rule/child</c>.</param>
/// <param name="RequestedBy">The first of the two.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="ApprovedBy">The second; null until then, when it lifts nothing.</param>
/// <param name="ApprovedAt">From when on it counts.</param>
public sealed record OverrideShown(
    long Id,
    string? Person,
    string Manifest,
    DateTimeOffset DepartsAt,
    string Reason,
    string Words,
    IReadOnlyList<string> Overridden,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    string? ApprovedBy,
    DateTimeOffset? ApprovedAt)
{
    internal static OverrideShown Of(OverrideRow row) => new(
        row.Id.Value,
        row.PersonId.IsNumbered ? row.PersonId.Value.ToString("D9", CultureInfo.InvariantCulture) : null,
        row.Manifest,
        row.DepartsAt,
        row.ReasonCode,
        row.Words,
        row.Overridden.Split('\n'),
        row.RequestedBy,
        row.RequestedAt,
        row.ApprovedBy,
        row.ApprovedAt);
}

/// <summary>Overrides for other systems. The person who signed in acts; no request names them.</summary>
public static class OverrideEndpoints
{
    public static void MapOverrides(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").WithTags("Clearance");
        api.MapGet("/overrides", (HttpContext http, OverrideGate overrides, PersonScope scope, AccessRecord access, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, async _ =>
                {
                    IReadOnlyList<OverrideRow> all = overrides.List();
                    IReadOnlySet<PersonId> visible = scope.Visible(Account.Of(http.User)!, [.. all.Select(row => row.PersonId)]);
                    await access.ReadAsync(http, visible);
                    return all.Where(row => visible.Contains(row.PersonId)).Select(OverrideShown.Of);
                }))
            .Produces<IEnumerable<OverrideShown>>().Requires(Permission.ViewOverrides).WithName("overrides").WithSummary("Every override, latest first").Answers();
        api.MapPost("/clearances/{clearance:long}/overrides", (HttpContext http, long clearance, OverrideGate overrides, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, async by =>
                {
                    OverrideAsked asked = await GateApi.BodyAsync<OverrideAsked>(http);
                    return new { id = overrides.Request(new ClearanceId(clearance), asked.Line, asked.Reason, asked.Words, by).Value };
                }))
            .Accepts<OverrideAsked>(MediaTypeNames.Application.Json).Requires(Permission.Override).WithName("ask-override").WithSummary("Asks for an override; a second person must approve it").Answers();
        api.MapPost("/overrides/{override:long}/approval", (HttpContext http, long @override, OverrideGate overrides, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, by =>
                {
                    overrides.Approve(new OverrideId(@override), by);
                    return Task.FromResult<object>(new { id = @override });
                }))
            .Requires(Permission.Override).WithName("approve-override").WithSummary("Approves an override, as the second person").Answers();
    }
}
