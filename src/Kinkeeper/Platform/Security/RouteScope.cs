using System.Collections.Frozen;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;

namespace Kinkeeper.Platform.Security;

/// <summary>Says whether an account may see what stands in one place of an address, such as the <c>{manifest}</c> of a page.</summary>
public interface IRouteScope
{
    /// <summary>The place's name in the route.</summary>
    string Parameter { get; }

    /// <summary>False for what the account may not see, and for what does not exist: the two look the same.</summary>
    bool MaySee(Account account, string value);
}

/// <summary>
/// Whoever guesses a number in an address learns nothing: after the role has been checked, each object that the address names is
/// checked too, on every page and endpoint, by the name of its place in the route. A name that nobody answers for is closed.
/// </summary>
public sealed class RouteScopes(IEnumerable<IRouteScope> scopes)
{
    /// <summary>Places that name nobody: a line of what another place names, a step of a plan, a file of the log, a page of a form, a spoken text.</summary>
    public static readonly FrozenSet<string> NameNobody = ["line", "step", "path", "documentName", "question", "language", "key"];

    private readonly FrozenDictionary<string, IRouteScope> _scopes = scopes.ToFrozenDictionary(scope => scope.Parameter, StringComparer.Ordinal);

    /// <summary>Whether some scope answers for a place.</summary>
    public bool Knows(string parameter) => NameNobody.Contains(parameter) || _scopes.ContainsKey(parameter);

    /// <summary>Whether the account may see all that an address names.</summary>
    public bool MaySee(Account account, RouteValueDictionary values) => values.All(value =>
        value.Key is "page" or "area" || NameNobody.Contains(value.Key)
        || (_scopes.TryGetValue(value.Key, out IRouteScope? scope) && value.Value?.ToString() is { } text && scope.MaySee(account, text)));

    internal static void Use(WebApplication web) => web.Use(async (http, next) =>
    {
        bool guarded = http.GetEndpoint()?.Metadata.GetMetadata<RequiresAttribute>() is not null && http.Request.RouteValues.Count > 0;
        if (guarded && !(Account.Of(http.User) is { } account && http.RequestServices.GetRequiredService<RouteScopes>().MaySee(account, http.Request.RouteValues)))
        {
            http.RequestServices.GetRequiredService<RefusedRequests>().Note(http, RefusedKind.NotTheirs);
            await (ApiProblem.IsFor(http.Request) ? ApiProblem.NotFound.WriteAsync(http.Response) : NotFound(http.Response));
            return;
        }

        await next(http);
    });

    private static Task NotFound(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
