using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Kinkeeper.Platform.Security;

/// <summary>Signs people in at their organization's provider (OpenID Connect, code flow with PKCE), and programs by access tokens.</summary>
internal static class OrganizationSignIn
{
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    public static void Add(AuthenticationBuilder authentication, SignInSettings settings)
    {
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.Authority = settings.Authority.ToString();
            options.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.GetClaimsFromUserInfoEndpoint = true;
            options.SaveTokens = false;
            options.CallbackPath = "/sign-in/back";
            options.SignedOutCallbackPath = "/sign-out/back";
            options.Scope.Clear();
            foreach (string scope in settings.Scopes.Prepend("openid").Distinct())
            {
                options.Scope.Add(scope);
            }

            options.ClaimActions.MapJsonKey(settings.RoleClaim, settings.RoleClaim);
            options.ClaimActions.MapJsonKey(settings.OfficeClaim, settings.OfficeClaim);
            options.ClaimActions.MapJsonKey("name", "name");
            options.TokenValidationParameters.ValidAlgorithms = Algorithms;
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Events.OnTicketReceived = context =>
            {
                if (AccountOf(context.Principal, settings) is { } account)
                {
                    context.Principal = account.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme);
                }
                else
                {
                    context.Response.Redirect("/not-allowed");
                    context.HandleResponse();
                }

                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                // What the provider says is for its own log; here somebody is led back to where they can try again.
                context.Response.Redirect("/sign-in?failed=true");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
        if (settings.ApiAudience is { } audience)
        {
            authentication.AddJwtBearer(options =>
            {
                options.Authority = settings.Authority.ToString();
                options.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
                options.Audience = audience;
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidAlgorithms = Algorithms;
                options.Events = new JwtBearerEvents
                {
                    OnTokenValidated = context =>
                    {
                        if (AccountOf(context.Principal, settings) is { } account)
                        {
                            context.Principal = account.ToPrincipal(JwtBearerDefaults.AuthenticationScheme);
                        }
                        else
                        {
                            context.Fail("The token names no role that is known here.");
                        }

                        return Task.CompletedTask;
                    },
                    OnChallenge = context =>
                    {
                        context.HandleResponse();
                        return ApiProblem.SignInNeeded.WriteAsync(context.Response);
                    },
                    OnForbidden = context => ApiProblem.NotAllowed.WriteAsync(context.Response),
                };
            });
        }
    }

    /// <summary>Asymmetric only, and never <c>none</c> (RFC 8725, 3.1 and 3.2).</summary>
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.EcdsaSha384];

    /// <summary>Null where the provider's claims name no role of ours, or more than one: then nobody can say what the person is here to do.</summary>
    private static Account? AccountOf(ClaimsPrincipal? principal, SignInSettings settings)
    {
        string[] roles = principal is null ? [] : [.. principal.FindAll(settings.RoleClaim).Select(claim => claim.Value).Where(settings.Roles.ContainsKey).Select(value => settings.Roles[value]).Distinct()];
        // A program that acts for itself has no subject of its own (RFC 9068, 2.2): it is its client.
        string? id = principal?.FindFirst(Account.IdClaim)?.Value ?? principal?.FindFirst("client_id")?.Value;
        return roles.Length == 1 && Roles.TryFind(roles[0], out AccountRole role) && id is { Length: > 0 }
            ? new Account(id, principal!.FindFirst("name")?.Value ?? id, role, [.. principal.FindAll(settings.OfficeClaim).Select(claim => claim.Value)])
            : null;
    }
}
