using System.CommandLine;

namespace Kinkeeper.Platform;

/// <summary>Every way into one capability: its services, web endpoints and verbs.</summary>
public interface IFeature
{
    void AddServices(IServiceCollection services)
    {
    }

    void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    IEnumerable<Command> Verbs() => [];
}
