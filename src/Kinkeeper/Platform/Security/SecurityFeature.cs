using System.Net;
using System.Net.Mime;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Kinkeeper.Platform.Security;

/// <summary>Sign-in and permissions. What names no permission is closed to everyone.</summary>
public sealed class SecurityFeature : IFeature
{
    public const string SignInLimit = "sign-in";

    private static readonly TimeSpan SessionEnds = TimeSpan.FromHours(8);

    public void AddWebServices(IServiceCollection services)
    {
        services.AddSingleton<DemonstrationAccounts>();
        services.AddAuthentication(ByPathScheme)
            .AddPolicyScheme(ByPathScheme, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !http.Request.Cookies.ContainsKey(SessionCookie)
                    ? LocalProgramScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, LocalProgram>(LocalProgramScheme, null)
            .AddCookie(options =>
            {
                options.Cookie.Name = SessionCookie;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = SessionEnds;
                options.SlidingExpiration = false;
                options.LoginPath = "/sign-in";
                options.AccessDeniedPath = "/not-allowed";
                options.Events.OnRedirectToLogin = context => ProblemOrRedirect(context, ApiProblem.SignInNeeded);
                options.Events.OnRedirectToAccessDenied = context => ProblemOrRedirect(context, ApiProblem.NotAllowed);
            });
        services.AddAuthorization(options =>
        {
            foreach (Permission permission in Enum.GetValues<Permission>())
            {
                options.AddPolicy(Permissions.PolicyName(permission), policy => policy
                    .RequireAuthenticatedUser()
                    .RequireAssertion(context => Account.Of(context.User)?.May(permission) == true));
            }

            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        });
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress ?? IPAddress.None, _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    private const string ByPathScheme = "ByPath";
    private const string LocalProgramScheme = "LocalProgram";
    private const string SessionCookie = "kinkeeper-session";

    /// <summary>A program is told in a body that can be read; a person is led to a page.</summary>
    private static Task ProblemOrRedirect(RedirectContext<CookieAuthenticationOptions> context, ApiProblem problem)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return problem.WriteAsync(context.Response);
        }

        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>Why the API does not even ask the gate (RFC 9457). Whoever was asked about is held: nobody is cleared by a refusal.</summary>
    private sealed record ApiProblem(string Code, string Title, int Status)
    {
        public static readonly ApiProblem SignInNeeded = new("sign-in-needed", "Sign in first. Treat as held.", StatusCodes.Status401Unauthorized);
        public static readonly ApiProblem NotAllowed = new("not-allowed", "Your role may not do this. Treat as held.", StatusCodes.Status403Forbidden);

        public Task WriteAsync(HttpResponse response)
        {
            response.StatusCode = Status;
            return response.WriteAsJsonAsync(
                new { type = $"/problems/{Code}", title = Title, status = Status, code = Code, treatAs = "held" }, (JsonSerializerOptions?)null, MediaTypeNames.Application.ProblemJson);
        }
    }

    /// <summary>
    /// Without a configured sign-in only this machine's own programs reach the application at all (<see cref="ServeFeature"/>):
    /// they may ask the gate, and nothing else.
    /// </summary>
    private sealed class LocalProgram(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
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
}
