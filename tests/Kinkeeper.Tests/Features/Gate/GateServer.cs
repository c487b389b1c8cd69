using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>A response of the gate's API.</summary>
public sealed record ApiAnswer(int Status, string? ContentType, HttpResponseHeaders Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>The real web application with its own data folder, on a port of this machine.</summary>
public sealed class GateServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private GateServer(GateClock clock, WebApplication web, Uri address)
    {
        Clock = clock;
        _web = web;
        Http = new HttpClient { BaseAddress = address };
    }

    public GateClock Clock { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _web.Services;

    public static async Task<GateServer> StartAsync(KinkeeperRun kinkeeper, string now = GateScene.At)
    {
        GateClock clock = new(now);
        WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(kinkeeper.DataFolder), clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        string address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new GateServer(clock, web, new Uri(address));
    }

    public async Task<ApiAnswer> PostAsync(string path, string body, string? key = null, string contentType = "application/json", string? language = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType)) };
        // The server refuses a request that is too large before the body is sent.
        request.Headers.ExpectContinue = body.Length > 1_000_000;
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        return await SendAsync(request);
    }

    public async Task<ApiAnswer> GetAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    private async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new ApiAnswer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

/// <summary>A clock stopped at a time, which can be set.</summary>
public sealed class GateClock(string now) : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => _now.ToUniversalTime();

    public void Set(string moment) => _now = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
