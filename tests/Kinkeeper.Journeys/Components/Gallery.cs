using System.Globalization;
using Kinkeeper.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Kinkeeper.Journeys.Components;

/// <summary>A page with every component and our style sheet, and nothing else of the application.</summary>
public sealed class Gallery : IAsyncDisposable
{
    private readonly WebApplication _web;

    private Gallery(WebApplication web, Uri address) => (_web, Address) = (web, address);

    public Uri Address { get; }

    /// <summary>The page's source.</summary>
    public static string Source
    {
        get
        {
            using StreamReader source = new(typeof(Gallery).Assembly.GetManifestResourceStream("Kinkeeper.Journeys.Components.Gallery.cshtml")!);
            return source.ReadToEnd();
        }
    }

    public static async Task<Gallery> OpenAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddLocalization();
        builder.Services.AddRazorPages(options => options.RootDirectory = "/").AddApplicationPart(typeof(Gallery).Assembly);
        WebApplication web = builder.Build();
        web.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "assets")), RequestPath = "/assets" });
        web.UseRequestLocalization(new RequestLocalizationOptions().AddSupportedUICultures([.. WebFeature.Languages.Select(language => language.Name)]).SetDefaultCulture(CultureInfo.InvariantCulture.Name));
        web.MapRazorPages();
        await web.StartAsync();
        return new Gallery(web, new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }
}
