using System.CommandLine;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.People.Counsel;
using Kinkeeper.Features.People.Linkage;
using Kinkeeper.Features.People.Search;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.People;

/// <summary>Registers people: access, search, counsel and linkage.</summary>
public sealed class PeopleFeature : IFeature
{
    public void AddWebServices(IServiceCollection services)
    {
        services.AddSingleton<AccessReasons>();
        services.AddSingleton<IFootNote, ReasonNote>();
        services.AddSingleton(new NavigationItem(70, Permission.ViewClients, "/clients", "clients.title"));
        services.AddSingleton(new NavigationItem(80, Permission.ViewAccess, "/access", "readings.title"));
        services.AddSingleton<AccessRecord>();
        services.AddSingleton<ReadAccess>();
        services.AddSingleton<ReadRefused>();
        services.AddSingleton(new NavigationItem(85, Permission.ViewRefused, "/access/refused", "refused.title"));
        services.AddSingleton<Representations>();
        services.AddSingleton<PersonScope>();
        services.AddSingleton<NameIndexes>();
        services.AddSingleton<FindPeople>();
        services.AddSingleton(new NavigationItem(60, Permission.Search, "/search", "search.title"));
        foreach (string parameter in (string[])["record", "parent", "child"])
        {
            services.AddSingleton<IRouteScope>(provider => new PersonRoute(parameter, provider.GetRequiredService<PersonScope>()));
        }
    }

    public IEnumerable<Command> Verbs() => [LinkageVerbs.Linkage()];
}
