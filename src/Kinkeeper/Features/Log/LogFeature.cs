using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Log;

/// <summary>Registers the verbs and endpoints of the tamper-evident log.</summary>
public sealed class LogFeature : IFeature
{
    public void AddServices(IServiceCollection services) => services.AddSingleton<Doctor>();

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/log").AllowAnonymous().MapLog(routes.ServiceProvider.GetRequiredService<StoreLocation>().LogFolder);

    public IEnumerable<Command> Verbs() => [LogVerbs.Command(), Doctor.Command()];
}
