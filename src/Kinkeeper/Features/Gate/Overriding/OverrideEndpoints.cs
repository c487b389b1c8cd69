using System.Globalization;
using System.Net.Mime;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>A request for an override.</summary>
public sealed record OverrideAsked(int Line, string Reason, string Words);

/// <summary>An override as shown to other systems and overseers.</summary>
/// <param name="Id">The override's number.</param>
/// <param name="Person">The person's A-number; null if they have none.</param>
/// <param name="Manifest">The movement it is for.</param>
/// <param name="DepartsAt">The departure it is for. It expires at this time.</param>
/// <param name="Reason">One of the policy's codes.</param>
/// <param name="Words">The explanation in words.</param>
/// <param name="Overridden">The reasons that held the person, each as <c>rule/child</c>.</param>
/// <param name="RequestedBy">The first person.</param>
/// <param name="RequestedAt">The time of the request.</param>
/// <param name="ApprovedBy">The second person; null until they approve, and until then it lifts nothing.</param>
/// <param name="ApprovedAt">The time from which it counts.</param>
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

/// <summary>Serves overrides to other systems. The signed-in person acts; no request names another.</summary>
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
            .Produces<IEnumerable<OverrideShown>>().Requires(Permission.ViewOverrides).WithName("overrides").WithSummary("Lists every override, latest first").Answers();
        api.MapPost("/clearances/{clearance:long}/overrides", (HttpContext http, long clearance, OverrideGate overrides, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, async by =>
                {
                    OverrideAsked asked = await GateApi.BodyAsync<OverrideAsked>(http);
                    return new { id = overrides.Request(new ClearanceId(clearance), asked.Line, asked.Reason, asked.Words, by).Value };
                }))
            .Accepts<OverrideAsked>(MediaTypeNames.Application.Json).Requires(Permission.Override).WithName("ask-override").WithSummary("Requests an override; a second person must approve it").Answers();
        api.MapPost("/overrides/{override:long}/approval", (HttpContext http, long @override, OverrideGate overrides, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, by =>
                {
                    overrides.Approve(new OverrideId(@override), by);
                    return Task.FromResult<object>(new { id = @override });
                }))
            .Requires(Permission.Override).WithName("approve-override").WithSummary("Approves an override, as the second person").Answers();
    }
}
