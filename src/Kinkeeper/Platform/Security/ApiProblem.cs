using System.Net.Mime;
using System.Text.Json;

namespace Kinkeeper.Platform.Security;

/// <summary>
/// The reason for which the API does not ask the gate (RFC 9457). The people asked about are held: a refusal clears nobody.
/// </summary>
internal sealed record ApiProblem(string Code, string Title, int Status)
{
    public static readonly ApiProblem SignInNeeded = new("sign-in-needed", "Sign in first. Treat as held.", StatusCodes.Status401Unauthorized);
    public static readonly ApiProblem NotAllowed = new("not-allowed", "Your role may not do this. Treat as held.", StatusCodes.Status403Forbidden);
    public static readonly ApiProblem NotFound = new("not-found", "There is nothing at this address that you may see. Treat as held.", StatusCodes.Status404NotFound);

    public static readonly ApiProblem OtherSite = new("other-site", "This was sent by another site's page. Treat as held.", StatusCodes.Status403Forbidden);

    public static bool IsFor(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        return response.WriteAsJsonAsync(
            new { type = $"/problems/{Code}", title = Title, status = Status, code = Code, treatAs = "held" }, (JsonSerializerOptions?)null, MediaTypeNames.Application.ProblemJson);
    }
}
