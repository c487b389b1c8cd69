using System.Collections.Frozen;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Platform.Web;

/// <summary>Knows all pages and who may open them, so that no page links to one that its reader may not open.</summary>
public sealed class PageAddresses(EndpointDataSource endpoints)
{
    private readonly Lazy<FrozenDictionary<string, Permission>> _pages = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null)
        .GroupBy(endpoint => endpoint.RoutePattern.RawText?.Trim('/') ?? string.Empty, StringComparer.Ordinal)
        .ToFrozenDictionary(page => page.Key, page => page.First().Metadata.GetMetadata<RequiresAttribute>()!.Permission, StringComparer.Ordinal));

    /// <param name="account">The account that would open it.</param>
    /// <param name="route">The page's route as its file declares it, such as <c>departures/{manifest}</c>.</param>
    public bool MayOpen(Account account, string route) => _pages.Value.TryGetValue(route, out Permission permission) && account.May(permission);
}
