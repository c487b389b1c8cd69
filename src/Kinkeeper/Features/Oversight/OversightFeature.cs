using System.CommandLine;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Oversight;

public sealed class OversightFeature : IFeature
{
    public void AddServices(IServiceCollection services) => services.AddSingleton<Doctor>();

    public void AddWebServices(IServiceCollection services) => services
        .AddSingleton<SystemFacts>()
        .AddSingleton<Families.ReadFamily>();

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/log").AllowAnonymous().MapLog(routes.ServiceProvider.GetRequiredService<StoreLocation>().LogFolder);

    public IEnumerable<Command> Verbs() => [LogVerbs.Command(), Doctor.Command()];
}
