using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Decisions;

/// <summary>Ways into the decision record.</summary>
public sealed class DecisionsFeature : IFeature
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ReconcileDecisions>();
    }
}
