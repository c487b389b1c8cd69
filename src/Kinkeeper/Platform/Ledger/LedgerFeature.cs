using Kinkeeper.TamperLog;

namespace Kinkeeper.Platform.Ledger;

/// <summary>Registers the ledger, and the job that sequences its events while the application serves.</summary>
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
/// Sequences what waits, every second or so. A log in use is another process at the same work; a broken log is said aloud and
/// tried again, and meanwhile the events wait in the database.
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
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Critical, "Events cannot be brought into the tamper-evident log: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
