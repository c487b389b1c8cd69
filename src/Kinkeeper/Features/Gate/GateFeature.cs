using System.CommandLine;
using Kinkeeper.Features.Gate.Ahead;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Boarding;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Events;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Overriding;
using Kinkeeper.Features.Gate.Plans;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Policies;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.Gate;

/// <summary>Registers the gate: services, verbs, pages, endpoints and tables.</summary>
public sealed class GateFeature : IFeature
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(ClearanceRule.Codes);
        services.AddSingleton<PolicyShelf>();
        services.AddSingleton<GateLog>();
        services.AddSingleton<JudgeManifest>();
        services.AddSingleton<Departures>();
        services.AddSingleton<GateAhead>();
        services.AddSingleton<DueBeforeDeparture>();
        services.AddSingleton<ClearanceRecorder>();
        services.AddSingleton<FindClearance>();
        services.AddSingleton<AskGate>();
        services.AddSingleton<DecisionPlan>();
        services.AddSingleton<OverrideGate>();
        services.AddSingleton<BoardingCheck>();
        services.AddSingleton<RecordDeparture>();
        services.AddSingleton<WebhookKey>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<DeliverEvents>();
        services.AddSingleton<WatchClearances>();
        services.AddHostedService<GateJob>();
    }

    public void AddWebServices(IServiceCollection services)
    {
        services.AddSingleton(new NavigationItem(10, Permission.ViewDepartures, "/departures", "departures.title"));
        services.AddSingleton(new NavigationItem(30, Permission.ViewOverrides, "/overrides", "overrides.title"));
        services.AddSingleton<Remedies>();
        services.AddSingleton<ShowPeople>();
        services.AddSingleton<ManifestRoute>();
        services.AddSingleton<IRouteScope>(provider => provider.GetRequiredService<ManifestRoute>());
        services.AddSingleton<IRouteScope, ClearanceRoute>();
        services.AddSingleton<IRouteScope, OverrideRoute>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapClearances().Requires(Permission.AskGate);
        routes.MapPlans();
        routes.MapOverrides();
        routes.MapBoarding();
        routes.MapWebhooks();
        routes.MapGet("/boarding/offline.js", () => Results.Stream(
            typeof(GateFeature).Assembly.GetManifestResourceStream("Kinkeeper.Features.Gate.Boarding.offline.js")!, "text/javascript; charset=utf-8")).AllowAnonymous();
    }

    public IEnumerable<Command> Verbs() =>
        [ClearVerb.Clear(), PlanVerbs.Plan(), BoardingVerbs.Boarding(), BoardingVerbs.Departure(), OverrideVerbs.Overrides(), WebhookVerbs.Webhook()];

}
