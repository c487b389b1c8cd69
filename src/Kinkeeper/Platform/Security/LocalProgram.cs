using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Kinkeeper.Platform.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Kinkeeper.Platform.Security;

/// <summary>
/// Without a configured sign-in only this machine's own programs reach the application at all (<see cref="ServeFeature"/>):
/// they may ask the gate, and nothing else.
/// </summary>
internal sealed class LocalProgram(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "LocalProgram";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        ClaimsPrincipal program = DemonstrationAccounts.RemovalSystem.ToPrincipal(Scheme.Name);
        return Task.FromResult(Context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            ? AuthenticateResult.Success(new AuthenticationTicket(program, Scheme.Name))
            : AuthenticateResult.NoResult());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ApiProblem.SignInNeeded.WriteAsync(Response);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.SignInNeeded.WriteAsync(Response);
}
