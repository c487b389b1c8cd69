using Kinkeeper.TamperLog;

namespace Kinkeeper.Platform.Ledger;

/// <summary>Registers the ledger, and the job that sequences its events while the application runs.</summary>
public sealed class LedgerFeature : IFeature
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<EventLedger>();
        services.AddSingleton<SequenceOutbox>();
        services.AddSingleton<ReconcileLedger>();
        services.AddSingleton<ProduceRecords>();
        services.AddHostedService<SequencingJob>();
    }
}

/// <summary>
/// Sequences waiting events about every second. If the log is in use, another process is doing the same work. A broken log is reported
/// and tried again. Meanwhile the events wait in the database.
/// </summary>
internal sealed partial class SequencingJob(SequenceOutbox sequence, TimeProvider clock, ILogger<SequencingJob> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        do
        {
            try
            {
                if (sequence.HasPending())
                {
                    await sequence.ExecuteAsync(cancellation: stoppingToken);
                }
            }
            catch (LogInUseException)
            {
                continue;
            }
            catch (Exception broken) when (broken is LogIntegrityException or LogFormatException or LogStoppedException or RefusalException)
            {
                Failed(logger, broken.Message);
            }
        }
        while (await TicksAsync(timer, stoppingToken));
    }

    /// <summary>Waits for the next tick. False if the application is stopping, which is not a failure and is not logged.</summary>
    private static async Task<bool> TicksAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Critical, "Cannot write events to the tamper-evident log: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
