using System.CommandLine;
using Kinkeeper.Features.Decisions.Receipts;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Decisions.Screening;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Decisions;

/// <summary>Ways into the decision record.</summary>
public sealed class DecisionsFeature : IFeature
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<RecordDecision>();
        services.AddSingleton<AcknowledgeDecision>();
        services.AddSingleton<AmendDecision>();
        services.AddSingleton<RevokeDecision>();
        services.AddSingleton<ShowDecision>();
        services.AddSingleton<RecordScreening>();
        services.AddSingleton<ReconcileDecisions>();
        services.AddSingleton<IssueReceipt>();
    }

    public IEnumerable<Command> Verbs() => [DecisionVerbs.Command(), ScreeningVerbs.Command()];
}
