using System.Security.Claims;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Kinkeeper.Platform.Security;

/// <summary>
/// Signs people in at their organization's provider (OpenID Connect, code flow with PKCE), and programs by access tokens.
/// </summary>
internal static class OrganizationSignIn
{
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    /// <summary>The path to which the provider redirects.</summary>
    private const string Back = "/sign-in/back";

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
            options.MaxAge = settings.MaxAge is { } most ? TimeSpan.FromSeconds(most) : null;
            options.CallbackPath = Back;
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
            (options.CorrelationCookie.Name, options.NonceCookie.Name) = (settings.CookieName("kinkeeper-state."), settings.CookieName("kinkeeper-nonce."));
            foreach (CookieBuilder underWay in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            {
                underWay.SameSite = SameSiteMode.Lax;
                underWay.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                underWay.Path = "/";
            }

            options.Events.OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.AcrValues = settings.AcrValues.Count == 0 ? null : string.Join(' ', settings.AcrValues);
                return Task.CompletedTask;
            };
            options.Events.OnTokenValidated = context =>
            {
                if (!SignInStrength.IsEnough(settings, context.SecurityToken.Claims, Now(context.HttpContext)))
                {
                    Note(context.HttpContext, RefusedKind.SignInTooWeak, IdOf(context.Principal), Back);
                    context.Fail(SignInStrength.Refuse());
                }

                return Task.CompletedTask;
            };
            options.Events.OnTicketReceived = context =>
            {
                if (AccountOf(context.Principal, settings) is { } account)
                {
                    context.Principal = account.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme);
                }
                else
                {
                    Note(context.HttpContext, RefusedKind.SignInWithoutRole, IdOf(context.Principal), Back);
                    context.Response.Redirect("/not-allowed");
                    context.HandleResponse();
                }

                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                // The provider's reason belongs in its own log. Here the person returns to the page where they can try again.
                Note(context.HttpContext, context.Failure?.Data.Contains("error") == true ? RefusedKind.SignInRefused : RefusedKind.SignInMismatch, null, Back);
                context.Response.Redirect(context.Failure is RefusalException { Refusal.Code: SignInStrength.TooWeak } ? "/sign-in?weak=true" : "/sign-in?failed=true");
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
                            // A program acts for itself: no person signed in.
                            if (account.Role != AccountRole.RemovalSystem && !SignInStrength.IsEnough(settings, context.Principal!.Claims, Now(context.HttpContext)))
                            {
                                Note(context.HttpContext, RefusedKind.SignInTooWeak, account.Id);
                                context.Fail(SignInStrength.Refuse());
                                return Task.CompletedTask;
                            }

                            context.Principal = account.ToPrincipal(JwtBearerDefaults.AuthenticationScheme);
                        }
                        else
                        {
                            Note(context.HttpContext, RefusedKind.TokenRefused, IdOf(context.Principal));
                            context.Fail("The token names no role that is known here.");
                        }

                        return Task.CompletedTask;
                    },
                    OnAuthenticationFailed = context =>
                    {
                        Note(context.HttpContext, RefusedKind.TokenRefused, null);
                        return Task.CompletedTask;
                    },
                    OnChallenge = context =>
                    {
                        context.HandleResponse();
                        if (context.AuthenticateFailure is RefusalException { Refusal.Code: SignInStrength.TooWeak })
                        {
                            context.Response.Headers.WWWAuthenticate = SignInStrength.Challenge(settings);
                        }

                        return ApiProblem.SignInNeeded.WriteAsync(context.Response);
                    },
                    OnForbidden = context => ApiProblem.NotAllowed.WriteAsync(context.Response),
                };
            });
        }
    }

    /// <summary>Asymmetric only, and never <c>none</c> (RFC 8725, 3.1 and 3.2).</summary>
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.EcdsaSha384];

    /// <summary>The role that the provider's claims name; null if they name none of our roles, or more than one.</summary>
    private static Account? AccountOf(ClaimsPrincipal? principal, SignInSettings settings)
    {
        string[] roles = principal is null ? [] : [.. principal.FindAll(settings.RoleClaim).Select(claim => claim.Value).Where(settings.Roles.ContainsKey).Select(value => settings.Roles[value]).Distinct()];
        return roles.Length == 1 && Roles.TryFind(roles[0], out AccountRole role) && IdOf(principal) is { Length: > 0 } id
            ? new Account(id, principal!.FindFirst("name")?.Value ?? id, role, [.. principal.FindAll(settings.OfficeClaim).Select(claim => claim.Value)])
            : null;
    }

    /// <summary>True if a program acts for itself: then its subject is its client (RFC 9068, 2.2).</summary>
    private static string? IdOf(ClaimsPrincipal? principal) => principal?.FindFirst(Account.IdClaim)?.Value ?? principal?.FindFirst("client_id")?.Value;

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private static void Note(HttpContext http, RefusedKind kind, string? account, string? route = null) =>
        http.RequestServices.GetRequiredService<RefusedRequests>().Note(http, kind, account, route);
}
