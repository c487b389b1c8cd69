using System.Globalization;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.FileProviders;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;

namespace Kinkeeper.Platform.Web;

/// <summary>The common parts of all pages: layout, language, style sheet, fonts, and the headers that keep other content out.</summary>
public sealed class WebFeature : IFeature
{
    public static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("en-US"), CultureInfo.GetCultureInfo("es-US")];

    private const string AssetsPath = "/assets";
    private const string LanguageCookie = "kinkeeper-language";

    public void AddWebServices(IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRazorPages(options => options.RootDirectory = "/");
        services.AddAntiforgery();
        services.AddResponseCompression(options => options.EnableForHttps = false);
        services.AddOptions<RequestLocalizationOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            options.RequestCultureProviders.OfType<CookieRequestCultureProvider>().Single().CookieName = provider.GetService<SignInSettings>()?.CookieName(LanguageCookie) ?? LanguageCookie;
            options.DefaultRequestCulture = new RequestCulture(Languages[0]);
            options.SupportedCultures = Languages;
            options.SupportedUICultures = Languages;
        });
        services.AddSingleton<PageFacts>();
        services.AddSingleton<PageAddresses>();
        services.AddSingleton(new NavigationItem(90, Permission.Home, "/sessions", "sessions.title"));
        services.AddDataProtection().SetApplicationName("kinkeeper");
        // In the data folder, so that a restart signs nobody out and two installations share no keys.
        services.AddOptions<KeyManagementOptions>().Configure<StoreLocation, ILoggerFactory>((options, location, logger) =>
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(Path.Combine(location.Folder, "session-keys")), logger));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapRazorPages();
        routes.MapPost("/language", async (HttpContext http, IAntiforgery forms, [FromForm] string language, [FromForm] string? back) =>
        {
            if (!await forms.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            if (Languages.FirstOrDefault(known => known.TwoLetterISOLanguageName == language) is { } chosen)
            {
                http.Response.Cookies.Append(
                    http.RequestServices.GetService<SignInSettings>()?.CookieName(LanguageCookie) ?? LanguageCookie,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                    new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(365), IsEssential = true, Secure = http.Request.IsHttps });
            }

            return Results.LocalRedirect(back is ['/', not ('/' or '\\'), ..] or "/" ? back : "/");
        }).AllowAnonymous();
    }

    /// <summary>Adds the middleware. The order matters: headers come first, so that a refusal has them too.</summary>
    internal static void Use(WebApplication web)
    {
        // Set when the response begins, because the error handler clears headers that were set earlier.
        web.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Protect(context);
                return Task.CompletedTask;
            });
            return next(context);
        });
        SecurityFeature.UseAddress(web);
        web.UseExceptionHandler("/problem/500");
        web.UseWhen(
            http => !ApiProblem.IsFor(http.Request) && !http.Request.Path.StartsWithSegments("/log", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/problem/{0}"));
        web.UseResponseCompression();
        string assets = Path.Combine(AppContext.BaseDirectory, "assets");
        web.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(assets), RequestPath = AssetsPath });
        web.UseRouting();
        RefusedRequests.Use(web);
        web.UseRequestLocalization();
        web.UseAuthentication();
        SecurityFeature.UseOwnSite(web);
        // After authentication, because searches are counted for each account.
        web.UseRateLimiter();
        web.UseAuthorization();
        RouteScopes.Use(web);
        web.UseAntiforgery();
        RefusedRequests.UseForms(web);
    }

    /// <summary>
    /// Sets headers that a response did not set itself: it loads nothing from elsewhere, and nobody may embed or store it.
    /// </summary>
    private static void Protect(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.TryAdd(
            HeaderNames.ContentSecurityPolicy,
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; " +
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        if (!context.Request.Path.StartsWithSegments(AssetsPath, StringComparison.Ordinal))
        {
            // No cache between the gate and its caller may answer, and no page about a person may be stored. Files that are
            // open to everybody and never change set their own header.
            headers.TryAdd(HeaderNames.CacheControl, "no-store");
        }
    }
}
