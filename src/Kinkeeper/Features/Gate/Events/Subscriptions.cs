using System.Net;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate.Events;

/// <summary>A subscribed system and the state of its deliveries.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Url">The address that receives events.</param>
/// <param name="Delivered">Number of events delivered.</param>
/// <param name="Waiting">Number of events not delivered yet.</param>
/// <param name="LastAnswer">The response to the last failed attempt; null if there was none.</param>
public sealed record SubscriptionState(SubscriptionId Id, string Url, int Delivered, int Waiting, string? LastAnswer);

/// <summary>Adds subscriptions, shows their state, and sends events again.</summary>
public sealed class Subscriptions(Store store, TimeProvider clock)
{
    /// <summary>Adds a system that receives every event from now on.</summary>
    /// <exception cref="RefusalException">The address is neither https nor on this machine.</exception>
    public SubscriptionId Add(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.UserInfo.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) && IPAddress.IsLoopback(ip))))
        {
            throw new RefusalException("webhook-url", $"{url} is not an https address without a password in it. Plain http is allowed only for addresses of this machine, such as http://127.0.0.1:8080/.");
        }

        using KinkeeperDb db = store.Open();
        SubscriptionId id = new(db.Set<SubscriptionRow>().Max(row => (SubscriptionId?)row.Id)?.Value + 1 ?? 1);
        db.Add(new SubscriptionRow { Id = id, Url = address.AbsoluteUri, AddedAt = clock.GetUtcNow(), AfterEvent = db.Set<GateEventRow>().Max(row => (long?)row.Id) ?? 0 });
        db.SaveChanges();
        return id;
    }

    public IReadOnlyList<SubscriptionState> List()
    {
        using KinkeeperDb db = store.Open();
        return
        [
            .. db.Set<SubscriptionRow>().AsNoTracking().OrderBy(row => row.Id).ToList().Select(row =>
            {
                int delivered = db.Set<DeliveryRow>().Count(delivery => delivery.SubscriptionId == row.Id && delivery.DeliveredAt != null);
                int all = db.Set<GateEventRow>().Count(happened => happened.Id > row.AfterEvent);
                string? last = db.Set<DeliveryRow>().Where(delivery => delivery.SubscriptionId == row.Id && delivery.DeliveredAt == null).OrderBy(delivery => delivery.EventId).Select(delivery => delivery.LastAnswer).FirstOrDefault();
                return new SubscriptionState(row.Id, row.Url, delivered, all - delivered, last);
            }),
        ];
    }

    /// <summary>Sends every event from a given one on again, delivered or not. Receivers recognise repeats by the event's id.</summary>
    /// <exception cref="RefusalException">There is no such subscription.</exception>
    public void Replay(SubscriptionId id, long fromEvent)
    {
        using KinkeeperDb db = store.Open();
        SubscriptionRow row = db.Set<SubscriptionRow>().SingleOrDefault(subscription => subscription.Id == id)
            ?? throw new RefusalException("webhook-unknown", "There is no such subscription. See: kinkeeper webhook list");
        db.Entry(row).Property(subscription => subscription.AfterEvent).CurrentValue = Math.Min(row.AfterEvent, fromEvent - 1);
        db.RemoveRange(db.Set<DeliveryRow>().Where(delivery => delivery.SubscriptionId == id && delivery.EventId >= fromEvent));
        db.SaveChanges();
    }
}
