using System.Collections.Frozen;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Platform.Web;

/// <summary>Which pages there are and who may open them, so that no page leads where its reader may not go.</summary>
public sealed class PageAddresses(EndpointDataSource endpoints)
{
    private readonly Lazy<FrozenDictionary<string, Permission>> _pages = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null)
        .GroupBy(endpoint => endpoint.RoutePattern.RawText?.Trim('/') ?? string.Empty, StringComparer.Ordinal)
        .ToFrozenDictionary(page => page.Key, page => page.First().Metadata.GetMetadata<RequiresAttribute>()!.Permission, StringComparer.Ordinal));

    /// <param name="account">Who would open it.</param>
    /// <param name="route">The page's route as it is written there, such as <c>departures/{manifest}</c>.</param>
    public bool MayOpen(Account account, string route) => _pages.Value.TryGetValue(route, out Permission permission) && account.May(permission);
}
