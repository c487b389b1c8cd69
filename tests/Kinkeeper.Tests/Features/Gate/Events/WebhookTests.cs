using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Events;
using Kinkeeper.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NSec.Cryptography;

namespace Kinkeeper.Tests.Features.Gate.Events;

/// <summary>Tests events to other systems with a real receiver: signed, in order, and sent again until accepted.</summary>
public sealed class WebhookTests
{
    private static readonly GateScene Flight = new GateScene(1)
        .Family("mother", "child").RemainsInCare()
        .Adult("other", stated: "0", full: "Zacarquix,Quetzal", number: "A219283746")
        .Flies("mother", "other");

    /// <summary>RFC 9421, appendix B.2.6: the published signature of a published key over a published message.</summary>
    [Fact]
    public void Signature_OfThePublishedExample_IsThePublishedSignature()
    {
        byte[] seed = Convert.FromBase64String("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF")[^32..];
        using Key key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        string text = MessageSignature.Base(
            [
                ("date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("@method", "POST"), ("@path", "/foo"), ("@authority", "example.com"),
                ("content-type", "application/json"), ("content-length", "18"),
            ],
            "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
        Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(text)))
            .Should().Be("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
    }

    [Fact]
    public async Task Events_AreCloudEventsOfIdsOnly_SignedByTheServedKey()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        await using Receiver receiver = await Receiver.StartAsync();
        work.Get<Subscriptions>().Add(receiver.Url);
        await work.AskAsync("mother", "other");
        (await work.Get<DeliverEvents>().ExecuteAsync(TestContext.Current.CancellationToken)).Should().Be(new DeliveryRound(2, 0));

        receiver.Messages.Should().HaveCount(2);
        foreach (Received message in receiver.Messages)
        {
            message.Json.GetProperty("specversion").GetString().Should().Be("1.0");
            message.Json.GetProperty("type").GetString().Should().Be("kinkeeper.clearance.cleared");
            message.Json.GetProperty("source").GetString().Should().NotBeEmpty();
            message.Json.GetProperty("data").EnumerateObject().Select(member => member.Name).Should().Equal("clearance", "line", "manifest", "recordId", "departsAt");
            message.Body.Should().NotContainAny("Zacarquix", "ZACARQUIX", "219283746", "Quetzal");
            message.ContentType.Should().Be("application/cloudevents+json");
            Verify(message, work.Get<WebhookKey>().PublicKey).Should().BeTrue();
            Verify(message with { Body = message.Body.Replace("cleared", "revoked", StringComparison.Ordinal) }, work.Get<WebhookKey>().PublicKey).Should().BeFalse();
            Verify(message with { Target = "http://127.0.0.1:1/elsewhere" }, work.Get<WebhookKey>().PublicKey).Should().BeFalse();
        }
    }

    [Fact]
    public async Task Events_AfterAChange_AreSentOnce()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        await work.AskAsync("mother");
        await work.AskAsync("mother");
        await work.Kinkeeper.ImportTextAsync("plans", GateScene.File("plans", [new GateScene(1).Confirms("mother", "child", "carer_known")]));
        await work.AskAsync("mother");
        await work.AskAsync("mother");
        await work.Kinkeeper.ImportTextAsync("decisions", GateScene.File("decisions", [new GateScene(1).Decides("mother", "child", "remain", "revoked_at=2024-06-20T09:00:00-05:00")]));

        // The background check reports it, without another question.
        work.Get<WatchClearances>().Execute().Should().Be(1);
        work.Get<WatchClearances>().Execute().Should().Be(0);
        await work.AskAsync("mother");
        work.Query("SELECT type FROM gate_events ORDER BY id").Should().Equal("held", "cleared", "revoked");
    }

    [Fact]
    public async Task Events_Failed_AreSentAgainInOrderWithoutDelayingOthers()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        await using Receiver receiver = await Receiver.StartAsync();
        work.Get<Subscriptions>().Add(receiver.Url);
        DeliverEvents deliver = work.Get<DeliverEvents>();
        await work.AskAsync("mother", "other");
        await work.Kinkeeper.ImportTextAsync("decisions", GateScene.File("decisions", [new GateScene(1).Decides("mother", "child", "remain", "revoked_at=2024-06-20T09:00:00-05:00")]));
        await work.AskAsync("mother");

        receiver.Refuse = message => message.Contains("-mother", StringComparison.Ordinal);
        (await deliver.ExecuteAsync(TestContext.Current.CancellationToken)).Should().Be(new DeliveryRound(1, 1));
        (await deliver.ExecuteAsync(TestContext.Current.CancellationToken)).Should().Be(new DeliveryRound(0, 0), "it waits before it tries again");
        work.Get<Subscriptions>().List().Should().ContainSingle().Which.Should().Match<SubscriptionState>(one => one.Delivered == 1 && one.Waiting == 2 && one.LastAnswer == "503");

        receiver.Refuse = _ => false;
        work.Clock.Set("2024-06-20T10:00:05-05:00");
        (await deliver.ExecuteAsync(TestContext.Current.CancellationToken)).Should().Be(new DeliveryRound(2, 0));
        receiver.Messages.Where(message => message.Body.Contains("-mother", StringComparison.Ordinal)).Select(message => message.Json.GetProperty("type").GetString())
            .Should().Equal("kinkeeper.clearance.cleared", "kinkeeper.clearance.revoked");

        (await deliver.ExecuteAsync(TestContext.Current.CancellationToken)).Should().Be(new DeliveryRound(0, 0), "everything was delivered");

        work.Get<Subscriptions>().Replay(new SubscriptionId(1), 2);
        (await deliver.ExecuteAsync(TestContext.Current.CancellationToken)).Delivered.Should().Be(2);
        receiver.Messages.Select(message => message.Json.GetProperty("id").GetString()).Should().HaveCount(5).And.OnlyContain(id => id == "1" || id == "2" || id == "3");
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(10, 2560)]
    [InlineData(11, 3600)]
    [InlineData(5000, 3600)]
    public void Wait_GrowsUpToAnHour(int attempts, int seconds) => DeliverEvents.WaitAfter(attempts).Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("http://example.com/hook")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("hook")]
    public async Task Subscription_ToAForbiddenAddress_IsRefused(string url)
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        GateWork.CodeOf(() => work.Get<Subscriptions>().Add(url)).Should().Be("webhook-url");
    }

    [Fact]
    public async Task Subscription_AfterARestart_KeepsTheKey()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        string key = work.Get<WebhookKey>().PublicKey;
        using WebhookKey again = new(new StoreLocation(work.Kinkeeper.DataFolder));
        again.PublicKey.Should().Be(key);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.GetUnixFileMode(Path.Combine(work.Kinkeeper.DataFolder, "webhook-key")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Verifies a message as a receiver does, written from RFC 9421 and not from our signer.</summary>
    private static bool Verify(Received message, string publicKey)
    {
        string input = message.SignatureInput["kinkeeper=".Length..];
        string[] covered = input[1..input.IndexOf(')', StringComparison.Ordinal)].Split(' ');
        string digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(message.Body)))}:";
        StringBuilder text = new();
        foreach (string component in covered)
        {
            text.Append(component).Append(": ").Append(component switch
            {
                "\"@method\"" => "POST",
                "\"@target-uri\"" => message.Target,
                "\"content-digest\"" => digest,
                "\"content-type\"" => message.ContentType,
                _ => throw new InvalidOperationException(component),
            }).Append('\n');
        }

        text.Append("\"@signature-params\": ").Append(input);
        byte[] signature = Convert.FromBase64String(message.Signature["kinkeeper=:".Length..^1]);
        byte[] key = Convert.FromBase64String(publicKey.Replace('-', '+').Replace('_', '/') + "=");
        return covered.Length == 4
            && message.Digest == digest
            && SignatureAlgorithm.Ed25519.Verify(NSec.Cryptography.PublicKey.Import(SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey), Encoding.UTF8.GetBytes(text.ToString()), signature);
    }

    private sealed record Received(string Target, string ContentType, string Digest, string SignatureInput, string Signature, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }

    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _web;
        private readonly ConcurrentQueue<Received> _messages = [];

        private Receiver(WebApplication web) => _web = web;

        public string Url { get; private set; } = string.Empty;

        public Func<string, bool> Refuse { get; set; } = _ => false;

        public IReadOnlyList<Received> Messages => [.. _messages];

        public static async Task<Receiver> StartAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            WebApplication web = builder.Build();
            Receiver receiver = new(web);
            web.Run(receiver.TakeAsync);
            await web.StartAsync(TestContext.Current.CancellationToken);
            receiver.Url = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
            return receiver;
        }

        public async ValueTask DisposeAsync()
        {
            await _web.StopAsync();
            await _web.DisposeAsync();
        }

        private async Task TakeAsync(HttpContext http)
        {
            using StreamReader reader = new(http.Request.Body);
            string body = await reader.ReadToEndAsync();
            if (Refuse(body))
            {
                http.Response.StatusCode = 503;
                return;
            }

            _messages.Enqueue(new Received(
                $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}",
                http.Request.ContentType!,
                http.Request.Headers["Content-Digest"].ToString(),
                http.Request.Headers["Signature-Input"].ToString(),
                http.Request.Headers["Signature"].ToString(),
                body));
            http.Response.StatusCode = 204;
        }
    }
}
