using System.Data.Common;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate.Events;

/// <summary>
/// Checks if reported clearances are still valid and sends <c>revoked</c> for those that are not. A system that moves people then learns
/// of a parent's changed mind without asking again.
/// </summary>
public sealed class WatchClearances(Store store, FindClearance find, TimeProvider clock)
{
    /// <summary>People checked in one round, so that deliveries are not delayed. The next round continues after them.</summary>
    private const int PeopleAtOnce = 500;

    private long _lookedUpTo;

    /// <returns>The number of people now held who had been reported as cleared.</returns>
    public int Execute()
    {
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        List<GateEventRow> cleared =
        [
            .. db.Set<GateEventRow>().AsNoTracking()
                .Where(happened => happened.Id > _lookedUpTo && happened.Type == GateEventRow.Cleared && happened.DepartsAt > now
                    && !db.Set<GateEventRow>().Any(later => later.OrderKey == happened.OrderKey && later.Manifest == happened.Manifest && later.Id > happened.Id))
                .OrderBy(happened => happened.Id)
                .Take(PeopleAtOnce),
        ];
        _lookedUpTo = cleared.Count == PeopleAtOnce ? cleared[^1].Id : 0;
        int revoked = 0;
        foreach (IGrouping<ClearanceId, GateEventRow> clearance in cleared.Where(row => row.ClearanceId is not null).GroupBy(row => row.ClearanceId!.Value))
        {
            IReadOnlyList<Expiry> expired = find.Execute(clearance.Key)!.Expired;
            foreach (GateEventRow told in clearance.Where(told => expired.Any(why => why.Line is null || why.Line == told.Line)))
            {
                db.Add(new GateEventRow
                {
                    Type = GateEventRow.Revoked,
                    OrderKey = told.OrderKey,
                    Manifest = told.Manifest,
                    RecordId = told.RecordId,
                    ClearanceId = told.ClearanceId,
                    Line = told.Line,
                    DepartsAt = told.DepartsAt,
                    HappenedAt = now,
                });
                revoked++;
            }
        }

        db.SaveChanges();
        return revoked;
    }
}

/// <summary>Checks clearances and delivers events while the application runs.</summary>
internal sealed partial class GateJob(Store store, WatchClearances watch, DeliverEvents deliver, TimeProvider clock, ILogger<GateJob> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The rest after each round, as a multiple of its duration. Checking and delivering take at most a fifth of the time, so callers come
    /// first.
    /// </summary>
    private const int RestFor = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan rest = Every;
        while (await RestAsync(rest, stoppingToken))
        {
            if (!store.Exists)
            {
                continue;
            }

            long started = clock.GetTimestamp();
            try
            {
                watch.Execute();
                await deliver.ExecuteAsync(stoppingToken);
            }
            catch (Exception broken) when (broken is RefusalException or LogIntegrityException or DbException or DbUpdateException)
            {
                Failed(logger, broken.GetType().Name, (broken as RefusalException)?.Refusal.Code);
            }

            TimeSpan took = clock.GetElapsedTime(started);
            rest = took * RestFor > Every ? took * RestFor : Every;
        }
    }

    /// <summary>Waits. Returns false if the application stops, which is not a failure and is not logged.</summary>
    private async Task<bool> RestAsync(TimeSpan rest, CancellationToken stopping)
    {
        await Task.Delay(rest, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    [LoggerMessage(LogLevel.Error, "The gate's answers cannot be delivered to other systems: {Kind} {Code}")]
    private static partial void Failed(ILogger logger, string kind, string? code);
}
