using Kinkeeper.Platform;

namespace Kinkeeper.Features.Families;

/// <summary>Registers the page of one family over time.</summary>
public sealed class FamiliesFeature : IFeature
{
    public void AddWebServices(IServiceCollection services) => services.AddSingleton<ReadFamily>();
}
