using System.Net;
using System.Threading.RateLimiting;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;

namespace Kinkeeper.Platform.Security;

/// <summary>Sign-in, sessions and permissions. A page or endpoint without a permission is closed to everyone.</summary>
public sealed class SecurityFeature : IFeature
{
    private const string ByPathScheme = "ByPath";
    private const string SessionCookie = "kinkeeper-session";
    private const string FormCookie = "kinkeeper-form";

    public void AddWebServices(IServiceCollection services)
    {
        // The host's builder registers it. Without it the demonstration runs.
        SignInSettings? settings = services.Select(service => service.ImplementationInstance).OfType<SignInSettings>().SingleOrDefault();
        bool isSecure = settings?.PublicAddress.Scheme == Uri.UriSchemeHttps;
        string cookie = settings?.CookieName(SessionCookie) ?? SessionCookie;
        services.AddSingleton<DemonstrationAccounts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<RouteScopes>();
        services.AddSingleton<RefusedRequests>();
        services.Configure<MvcOptions>(options => options.Filters.Add<ForgedForms>());
        services.AddSingleton(settings is null ? DemonstrationAccounts.Places : new OfficePlaces(settings.Offices));
        string programs = settings is null ? LocalProgram.SchemeName : settings.ApiAudience is null ? CookieAuthenticationDefaults.AuthenticationScheme : JwtBearerDefaults.AuthenticationScheme;
        AuthenticationBuilder authentication = services.AddAuthentication(ByPathScheme)
            .AddPolicyScheme(ByPathScheme, null, options => options.ForwardDefaultSelector = http =>
                ApiProblem.IsFor(http.Request) && !http.Request.Cookies.ContainsKey(cookie) ? programs : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<Sessions>((options, sessions) =>
        {
            options.Cookie.Name = cookie;
            options.Cookie.HttpOnly = true;
            // The provider redirects from another site, so Strict would drop the new session's cookie.
            options.Cookie.SameSite = settings is null ? SameSiteMode.Strict : SameSiteMode.Lax;
            options.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.SessionStore = sessions;
            options.ExpireTimeSpan = Sessions.Longest;
            options.SlidingExpiration = false;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/not-allowed";
            options.Events.OnRedirectToLogin = context => ProblemOrRedirect(context, ApiProblem.SignInNeeded);
            options.Events.OnRedirectToAccessDenied = context =>
            {
                Refusals(context.HttpContext).Note(context.HttpContext, RefusedKind.NotAllowed);
                return ProblemOrRedirect(context, ApiProblem.NotAllowed);
            };
        });
        services.AddOptions<AntiforgeryOptions>().Configure(options =>
        {
            options.Cookie.Name = settings?.CookieName(FormCookie) ?? FormCookie;
            options.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        if (settings is null)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, LocalProgram>(LocalProgram.SchemeName, null);
        }
        else
        {
            OrganizationSignIn.Add(authentication, settings);
        }

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
            options.OnRejected = (context, _) =>
            {
                Refusals(context.HttpContext).Note(context.HttpContext, RefusedKind.TooMany);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(RequestLimits.SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress ?? IPAddress.None, _ => new FixedWindowRateLimiterOptions { PermitLimit = 40, Window = TimeSpan.FromMinutes(1) }));
            options.AddPolicy(RequestLimits.Search, http => RateLimitPartition.GetFixedWindowLimiter(
                Account.Of(http.User)?.Id ?? string.Empty, _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }));
        });
        // Refuses another site's name that points at this machine (DNS rebinding).
        services.AddHostFiltering(options => options.AllowedHosts = settings is null ? ["localhost", "127.0.0.1", "[::1]"] : [settings.PublicAddress.Host]);
        services.AddHsts(options => (options.MaxAge, options.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (HttpContext http, IAntiforgery forms) =>
        {
            if (!await forms.IsRequestValidAsync(http))
            {
                Refusals(http).Note(http, RefusedKind.ForgedForm);
                return Results.BadRequest();
            }

            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            // The browser forgets its copies of the pages with the session (ASVS 5.0.0, 14.3.1).
            http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
            return Results.LocalRedirect("/sign-in");
        }).AllowAnonymous();
        if (routes.ServiceProvider.GetService<SignInSettings>() is not null)
        {
            routes.MapGet("/sign-in/organization", (string? returnUrl) => Results.Challenge(
                new AuthenticationProperties { RedirectUri = returnUrl is ['/', not ('/' or '\\'), ..] ? returnUrl : "/" }, [OrganizationSignIn.Scheme]))
                .AllowAnonymous().RequireRateLimiting(RequestLimits.SignIn);
        }
    }

    /// <summary>
    /// Runs before everything that uses the origin of a request. Browsers reach a configured application by its public address. Only the
    /// proxies named in the settings may report the client's own address (ASVS 5.0.0, 15.3.4).
    /// </summary>
    internal static void UseAddress(WebApplication web)
    {
        web.UseHostFiltering();
        if (web.Services.GetService<SignInSettings>() is { } settings)
        {
            web.Use((http, next) =>
            {
                http.Request.Scheme = settings.PublicAddress.Scheme;
                http.Request.Host = HostString.FromUriComponent(settings.PublicAddress);
                return next(http);
            });
            if (settings.PublicAddress.Scheme == Uri.UriSchemeHttps)
            {
                web.UseHsts();
            }

            if (settings.Proxies.Count > 0)
            {
                ForwardedHeadersOptions forwarded = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
                forwarded.KnownProxies.Clear();
                forwarded.KnownIPNetworks.Clear();
                foreach (string proxy in settings.Proxies)
                {
                    forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
                }

                web.UseForwardedHeaders(forwarded);
            }
        }
    }

    /// <summary>
    /// Pages carry a token in each form. The API also accepts a browser's session, so it checks from which site the browser says the
    /// request comes (Fetch Metadata; ASVS 5.0.0, 3.5.1). Programs send neither this header nor a session.
    /// </summary>
    internal static void UseOwnSite(WebApplication web) => web.Use((http, next) =>
    {
        if (!ApiProblem.IsFor(http.Request) || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            || !http.Request.Headers.TryGetValue("Sec-Fetch-Site", out var site) || site == "same-origin" || site == "none")
        {
            return next(http);
        }

        Refusals(http).Note(http, RefusedKind.OtherSite);
        return ApiProblem.OtherSite.WriteAsync(http.Response);
    });

    private static RefusedRequests Refusals(HttpContext http) => http.RequestServices.GetRequiredService<RefusedRequests>();

    /// <summary>Answers a program with a readable body, and leads a person to a page.</summary>
    private static Task ProblemOrRedirect(RedirectContext<CookieAuthenticationOptions> context, ApiProblem problem)
    {
        if (ApiProblem.IsFor(context.Request))
        {
            return problem.WriteAsync(context.Response);
        }

        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
