using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate.Events;

/// <summary>The result of one round of deliveries.</summary>
public sealed record DeliveryRound(int Delivered, int Failed);

/// <summary>
/// Delivers events to each subscribed system: CloudEvents 1.0, signed, in order for each person. A failed event is sent again after
/// growing waits, without end, and delays only later events of the same person.
/// </summary>
public sealed class DeliverEvents(Store store, WebhookKey key, TimeProvider clock) : IDisposable
{
    private const int EventsAtOnce = 1_000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Does not follow redirects: a message signed for one place goes to no other.</summary>
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Returns the wait after a number of failed attempts: 5 s, 10 s, 20 s, … up to an hour.</summary>
    public static TimeSpan WaitAfter(int attempts) =>
        attempts > 10 ? LongestWait : TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << (attempts - 1), LongestWait.Ticks));

    /// <summary>Runs one round over all subscriptions.</summary>
    public async Task<DeliveryRound> ExecuteAsync(CancellationToken cancellation)
    {
        DeliveryRound all = new(0, 0);
        using KinkeeperDb db = store.Open();
        foreach (SubscriptionRow subscription in db.Set<SubscriptionRow>().AsNoTracking().OrderBy(row => row.Id).ToList())
        {
            DeliveryRound one = await TellAsync(db, subscription, cancellation);
            all = new DeliveryRound(all.Delivered + one.Delivered, all.Failed + one.Failed);
        }

        return all;
    }

    public void Dispose() => _http.Dispose();

    private async Task<DeliveryRound> TellAsync(KinkeeperDb db, SubscriptionRow subscription, CancellationToken cancellation)
    {
        var waiting = await (
            from happened in db.Set<GateEventRow>()
            where happened.Id > subscription.AfterEvent
            from delivery in db.Set<DeliveryRow>().Where(row => row.SubscriptionId == subscription.Id && row.EventId == happened.Id).DefaultIfEmpty()
            where delivery == null || delivery.DeliveredAt == null
            orderby happened.Id
            select new { happened, delivery }).Take(EventsAtOnce).ToListAsync(cancellation);
        int delivered = 0;
        int failed = 0;
        foreach (var person in waiting.GroupBy(entry => entry.happened.OrderKey))
        {
            foreach (var entry in person)
            {
                if (entry.delivery is { } tried && tried.NextAt > clock.GetUtcNow())
                {
                    break;
                }

                DeliveryRow delivery = entry.delivery ?? new DeliveryRow { SubscriptionId = subscription.Id, EventId = entry.happened.Id, LastAnswer = string.Empty };
                if (entry.delivery is null)
                {
                    db.Add(delivery);
                }

                bool taken = await TellAsync(subscription, entry.happened, delivery, cancellation);
                await db.SaveChangesAsync(cancellation);
                if (!taken)
                {
                    failed++;
                    break;
                }

                delivered++;
            }
        }

        return new DeliveryRound(delivered, failed);
    }

    private async Task<bool> TellAsync(SubscriptionRow subscription, GateEventRow happened, DeliveryRow delivery, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        delivery.Attempts++;
        try
        {
            byte[] content = Content(happened);
            using HttpRequestMessage request = new(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(content) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
            MessageSignature.Sign(request, content, key.Key, key.Id, now);
            using HttpResponseMessage answer = await _http.SendAsync(request, cancellation);
            delivery.LastAnswer = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            if (answer.IsSuccessStatusCode)
            {
                delivery.DeliveredAt = now;
                return true;
            }
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException || (unreachable is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            delivery.LastAnswer = unreachable is HttpRequestException failed ? failed.HttpRequestError.ToString() : "timeout";
        }

        delivery.NextAt = now + WaitAfter(delivery.Attempts);
        return false;
    }

    /// <summary>Builds the message: CloudEvents 1.0, structured JSON. Ids only: no name, no A-number, no reason.</summary>
    private static byte[] Content(GateEventRow happened) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Specversion = "1.0",
            Id = happened.Id.ToString(CultureInfo.InvariantCulture),
            Source = "/kinkeeper/gate",
            Type = $"kinkeeper.clearance.{happened.Type}",
            Subject = happened.ClearanceId is { } clearance ? string.Create(CultureInfo.InvariantCulture, $"clearances/{clearance.Value}/{happened.Line}") : $"departures/{happened.Manifest}/{happened.Line}",
            Time = happened.HappenedAt.UtcDateTime,
            Datacontenttype = "application/json",
            Data = new
            {
                Clearance = happened.ClearanceId?.Value.ToString(CultureInfo.InvariantCulture),
                happened.Line,
                happened.Manifest,
                happened.RecordId,
                DepartsAt = happened.DepartsAt.UtcDateTime,
            },
        },
        Json);
}
