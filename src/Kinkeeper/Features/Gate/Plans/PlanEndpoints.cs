using System.Net.Mime;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate.Plans;

/// <summary>The evidence for a confirmed step.</summary>
public sealed record StepEvidence(string Evidence);

/// <summary>Serves plans to other systems: the steps that carry out a decision.</summary>
public static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").WithTags("Clearance");
        api.MapGet("/decisions/{decision}/plan", (HttpContext http, string decision, DecisionPlan plan, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, _ => GiveAsync(http, plan.Show(decision))))
            .Produces<PlanState>().Requires(Permission.ViewDepartures).WithName("plan").WithSummary("The steps that carry out a decision").Answers();
        api.MapPost("/decisions/{decision}/plan", (HttpContext http, string decision, DecisionPlan plan, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, by => GiveAsync(http, plan.Make(decision, by.Id))))
            .Produces<PlanState>().Requires(Permission.WorkPlans).WithName("make-plan").WithSummary("Makes the plan of a decision, or updates its dates").Answers();
        api.MapPost("/decisions/{decision}/plan/{step}", (HttpContext http, string decision, string step, DecisionPlan plan, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, async by => await GiveAsync(http, plan.Confirm(decision, step, by.Id, (await GateApi.BodyAsync<StepEvidence>(http)).Evidence))))
            .Accepts<StepEvidence>(MediaTypeNames.Application.Json).Produces<PlanState>().Requires(Permission.WorkPlans).WithName("confirm-step").WithSummary("Confirms a step, with its evidence").Answers();
    }

    /// <summary>Returns the part of a plan the role may read. It concerns a parent and a child, so the reading is recorded first.</summary>
    private static async Task<object> GiveAsync(HttpContext http, PlanState plan)
    {
        using (KinkeeperDb db = http.RequestServices.GetRequiredService<Store>().Open())
        {
            DecisionRow decision = db.Set<DecisionRow>().AsNoTracking().Single(row => row.DecisionId == plan.Decision);
            await http.RequestServices.GetRequiredService<AccessRecord>().ReadAsync(http, [new RecordKey(decision.ParentRecordKey.Value), new RecordKey(decision.ChildRecordKey.Value)]);
        }

        return plan.SeenBy(Account.Of(http.User)!.Role);
    }
}
