using System.Globalization;
using System.Net.Mime;
using System.Security.Claims;
using System.Text.Json;
using Kinkeeper.Features.Clearance.Departure;
using Kinkeeper.Features.Clearance.Events;
using Kinkeeper.Features.Clearance.Overriding;
using Kinkeeper.Features.Clearance.Plans;
using Kinkeeper.Features.Clearance.Recording;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Clearance.Api;

/// <summary>A confirmed step: on what evidence.</summary>
public sealed record StepEvidence(string Evidence);

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

/// <summary>What a parent says before boarding about each decision, by its id: <c>stands</c> or <c>changed</c>. What is left out was not asked.</summary>
/// <param name="Said">Decision id to word.</param>
/// <param name="Words">The parent's own words, where they change their mind.</param>
public sealed record BoardingSaid(IReadOnlyDictionary<string, string> Said, string? Words);

/// <summary>What is done around the gate: plans, overrides, the boarding check, departures. Whoever does it has signed in.</summary>
public static partial class ClearanceEndpoints
{
    public static RouteGroupBuilder MapClearanceWork(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").WithTags("Clearance");
        api.MapGet("/decisions/{decision}/plan", (HttpContext http, string decision, DecisionPlan plan, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, _ => GiveAsync(http, plan.Show(decision))))
            .Produces<PlanState>().Requires(Permission.ViewDepartures).WithName("plan").WithSummary("The steps that carry a decision out").Answers();
        api.MapPost("/decisions/{decision}/plan", (HttpContext http, string decision, DecisionPlan plan, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, by => GiveAsync(http, plan.Make(decision, by.Id))))
            .Produces<PlanState>().Requires(Permission.WorkPlans).WithName("make-plan").WithSummary("Makes the plan of a decision, or dates it anew").Answers();
        api.MapPost("/decisions/{decision}/plan/{step}", (HttpContext http, string decision, string step, DecisionPlan plan, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, async by => await GiveAsync(http, plan.Confirm(decision, step, by.Id, (await BodyAsync<StepEvidence>(http)).Evidence))))
            .Accepts<StepEvidence>(MediaTypeNames.Application.Json).Produces<PlanState>().Requires(Permission.WorkPlans).WithName("confirm-step").WithSummary("Confirms a step, with its evidence").Answers();

        api.MapGet("/overrides", (HttpContext http, OverrideGate overrides, PersonScope scope, AccessRecord access, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, async _ =>
                {
                    IReadOnlyList<OverrideRow> all = overrides.List();
                    IReadOnlySet<PersonId> visible = scope.Visible(Account.Of(http.User)!, [.. all.Select(row => row.PersonId)]);
                    await access.ReadAsync(http, visible);
                    return all.Where(row => visible.Contains(row.PersonId)).Select(OverrideShown.Of);
                }))
            .Produces<IEnumerable<OverrideShown>>().Requires(Permission.ViewOverrides).WithName("overrides").WithSummary("Every override, latest first").Answers();
        api.MapPost("/clearances/{clearance:long}/overrides", (HttpContext http, long clearance, OverrideGate overrides, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, async by =>
                {
                    OverrideAsked asked = await BodyAsync<OverrideAsked>(http);
                    return new { id = overrides.Request(new ClearanceId(clearance), asked.Line, asked.Reason, asked.Words, by).Value };
                }))
            .Accepts<OverrideAsked>(MediaTypeNames.Application.Json).Requires(Permission.Override).WithName("ask-override").WithSummary("Asks for an override; a second person must approve it").Answers();
        api.MapPost("/overrides/{override:long}/approval", (HttpContext http, long @override, OverrideGate overrides, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, by =>
                {
                    overrides.Approve(new OverrideId(@override), by);
                    return Task.FromResult<object>(new { id = @override });
                }))
            .Requires(Permission.Override).WithName("approve-override").WithSummary("Approves an override, as the second person").Answers();

        api.MapGet("/clearances/{clearance:long}/boarding/{line:int}", (HttpContext http, long clearance, int line, BoardingCheck boarding, Departures departures, AccessRecord access, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, async _ =>
                {
                    IReadOnlyList<BoardingQuestion> questions = boarding.Questions(new ClearanceId(clearance), line);
                    await access.ReadAsync(http, [.. departures.People(questions.Select(question => question.Child)).Values.Select(child => child.Record)]);
                    return questions;
                }))
            .Produces<IReadOnlyList<BoardingQuestion>>().Requires(Permission.CheckBoarding).WithName("boarding-questions").WithSummary("What to ask a parent before boarding").Answers();
        api.MapPost("/clearances/{clearance:long}/boarding/{line:int}", (HttpContext http, long clearance, int line, BoardingCheck boarding, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, async by =>
                {
                    BoardingSaid said = await BodyAsync<BoardingSaid>(http);
                    BoardingAnswer answer = await boarding.ExecuteAsync(new ClearanceId(clearance), line, said.Said.ToDictionary(word => word.Key, word => Word(word.Value)), by.Id, said.Words);
                    return new
                    {
                        answer.MayBoard,
                        answer.Open,
                        answer.Revoked,
                        clearance = answer.Clearance.Value.ToString(CultureInfo.InvariantCulture),
                        answer = answer.Answer.IsCleared ? "cleared" : "held",
                        rules = answer.Answer.Reasons.Select(reason => reason.Rule),
                    };
                }))
            .Accepts<BoardingSaid>(MediaTypeNames.Application.Json).Requires(Permission.CheckBoarding).WithName("boarding-check").WithSummary("Records what a parent says before boarding; a changed mind revokes and holds").Answers();

        api.MapPost("/departures", (HttpContext http, RecordDeparture departure, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, async by =>
                {
                    IReadOnlyList<ManifestLine> lines = ReadRequest.Of(await BodyAsync(http)).Lines;
                    RequireOwnOffice(http, () => lines);
                    return departure.Execute(lines, by.Id).Select(Shown);
                }))
            .Accepts<ClearanceRequest>(MediaTypeNames.Application.Json).Requires(Permission.RecordDeparture).WithName("record-departure").WithSummary("Who left with whom; without a clearance it is an incident").Answers();
        api.MapGet("/webhooks/key", (HttpContext http, WebhookKey key, ILogger<AnswerRequest> logger) =>
                WorkAsync(http, logger, _ => Task.FromResult<object>(new { kty = "OKP", crv = "Ed25519", kid = key.Id, x = key.PublicKey })))
            .Requires(Permission.ViewLog).WithName("webhook-key").WithSummary("The key that webhooks are signed with, as a JSON Web Key").Answers();
        return api;
    }

    internal static object Shown(Departed departed) => new
    {
        departed.Line,
        departed.RecordId,
        departed.Person,
        departed.Removal,
        incident = departed.Incident?.Value,
        departed.Why,
    };

    internal static BoardingWord Word(string word) => word switch
    {
        "stands" => BoardingWord.Stands,
        "changed" => BoardingWord.Changed,
        _ => throw new RefusalException("boarding-word", "What a parent says about a decision is \"stands\" or \"changed\". Leave out what was not asked."),
    };

    /// <summary>A plan tells of a parent and a child: who reads it is noted first, and reads what their role may.</summary>
    private static async Task<object> GiveAsync(HttpContext http, PlanState plan)
    {
        using (KinkeeperDb db = http.RequestServices.GetRequiredService<Store>().Open())
        {
            DecisionRow decision = db.Set<DecisionRow>().AsNoTracking().Single(row => row.DecisionId == plan.Decision);
            await http.RequestServices.GetRequiredService<AccessRecord>().ReadAsync(http, [new RecordKey(decision.ParentRecordKey.Value), new RecordKey(decision.ChildRecordKey.Value)]);
        }

        return plan.SeenBy(Account.Of(http.User)!.Role);
    }

    private static Task<IResult> WorkAsync(HttpContext http, ILogger logger, Func<Signatory, Task<object>> work) => GuardedAsync(logger, async () =>
    {
        // Who does it is who signed in: no request says so of itself.
        Signatory by = http.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
            ? new Signatory(name, http.User.FindAll(ClaimTypes.Role).Select(role => role.Value).ToHashSet(StringComparer.Ordinal))
            : throw new RefusalException("sign-in-needed", "Sign in first.");
        return Results.Json(await work(by), Json);
    });

    private static async Task<T> BodyAsync<T>(HttpContext http)
    {
        try
        {
            return JsonSerializer.Deserialize<T>((await BodyAsync(http)).Span, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException unreadable)
        {
            throw new RefusalException(new Refusal("request-unreadable", $"The request is not what this address takes: {unreadable.Message}"), unreadable);
        }
    }
}
