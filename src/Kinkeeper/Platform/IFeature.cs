using System.CommandLine;

namespace Kinkeeper.Platform;

/// <summary>Every way into one capability: its services, web endpoints and verbs.</summary>
public interface IFeature
{
    void AddServices(IServiceCollection services)
    {
    }

    /// <summary>Adds services that only the web application needs.</summary>
    void AddWebServices(IServiceCollection services)
    {
    }

    void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    IEnumerable<Command> Verbs() => [];
}
