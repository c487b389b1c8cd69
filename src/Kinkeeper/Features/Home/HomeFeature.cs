using Kinkeeper.Platform;

namespace Kinkeeper.Features.Home;

/// <summary>Registers the first page of each role.</summary>
public sealed class HomeFeature : IFeature
{
    public void AddWebServices(IServiceCollection services) => services.AddSingleton<SystemFacts>();
}
