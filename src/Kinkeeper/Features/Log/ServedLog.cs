using System.Text.RegularExpressions;

namespace Kinkeeper.Features.Log;

/// <summary>
/// Serves the log as static files, for anyone to mirror and check: checkpoint, public key, tiles, entries. The folder's private part,
/// with the signing key, cannot be reached, because only names of the published form are looked up.
/// </summary>
public static partial class ServedLog
{
    public static void MapLog(this IEndpointRouteBuilder routes, string folder)
    {
        routes.MapGet("/checkpoint", (HttpContext http) => Send(http, folder, "checkpoint", "text/plain; charset=utf-8", "no-cache"));
        routes.MapGet("/verifier-key", (HttpContext http) => Send(http, folder, "verifier-key", "text/plain; charset=utf-8", "no-cache"));
        routes.MapGet("/tile/{**path}", (HttpContext http, string path) => TileName().IsMatch(path)
            ? Send(http, folder, $"tile/{path}", "application/octet-stream", "public, max-age=31536000, immutable")
            : Results.NotFound());
    }

    private static IResult Send(HttpContext http, string folder, string path, string contentType, string caching)
    {
        string file = Path.Combine(folder, path);
        if (!File.Exists(file))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = caching;
        return Results.File(file, contentType);
    }

    /// <summary>
    /// Matches a C2SP tlog-tiles path: level or "entries", three-digit groups all but the last with an x, an optional width.
    /// </summary>
    [GeneratedRegex("^([0-9]{1,2}|entries)(/x[0-9]{3})*/[0-9]{3}(\\.p/[0-9]{1,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex TileName();
}
