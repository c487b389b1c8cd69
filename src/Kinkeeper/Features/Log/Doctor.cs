using System.CommandLine;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Verbs;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Features.Log;

/// <summary>The result of an examination.</summary>
/// <param name="InOrder">True if there is nothing to report.</param>
/// <param name="Log">The log's checkpoint; null if there is no log yet or it cannot be read.</param>
/// <param name="Reconciled">The comparison of log and outbox; null if the log is broken.</param>
/// <param name="Findings">All findings.</param>
public sealed record Diagnosis(bool InOrder, Checkpoint? Log, Reconciliation? Reconciled, IReadOnlyList<LedgerFinding> Findings)
{
    /// <summary>True if something was altered, removed or added.</summary>
    public bool IsBroken => Findings.Any(finding => finding.Breaks);
}

/// <summary>
/// Examines the whole installation: the log alone, the database against the log, and the tables against the log's commitments. Repairs
/// nothing.
/// </summary>
public sealed class Doctor(Store store, StoreLocation location, ReconcileLedger ledger, ReconcileDecisions decisions)
{
    public async Task<Diagnosis> ExecuteAsync(CancellationToken cancellation = default)
    {
        if (!store.Exists)
        {
            throw new RefusalException("no-database", $"There is no database in {location.Folder}. Name its folder with --data.");
        }

        List<LedgerFinding> findings = [];
        Checkpoint? log = null;
        Reconciliation? reconciled = null;
        try
        {
            log = await CheckLogAsync(cancellation);
            reconciled = await ledger.ExecuteAsync(cancellation);
            findings.AddRange(reconciled.Findings);
        }
        catch (Exception broken) when (broken is LogIntegrityException or LogFormatException)
        {
            findings.Add(new LedgerFinding("log-broken", (broken as LogIntegrityException)?.Part ?? "log", broken.Message));
        }

        findings.AddRange(decisions.Execute(cancellation));
        return new Diagnosis(findings.Count == 0, log, reconciled, findings);
    }

    public static Command Command() =>
        new Command("doctor", "Compares the database with the log. Exit 3: work is waiting; 4: something was altered.")
            .Runs((context, _, cancellation) => RunAsync(context, cancellation), sequences: false);

    private static async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        Diagnosis diagnosis = await context.Services.GetRequiredService<Doctor>().ExecuteAsync(cancellation);
        if (context.Json)
        {
            context.WriteJson(new
            {
                diagnosis.InOrder,
                Log = diagnosis.Log is { } log ? new { log.Origin, log.Size, Root = log.Root.ToString() } : null,
                diagnosis.Reconciled?.Entries,
                diagnosis.Reconciled?.Pending,
                diagnosis.Reconciled?.Expunged,
                diagnosis.Findings,
            });
        }
        else
        {
            await PrintAsync(diagnosis, context.Output);
        }

        return diagnosis.IsBroken ? ExitCode.IntegrityFailure : diagnosis.InOrder ? ExitCode.Done : ExitCode.Held;
    }

    private async Task<Checkpoint?> CheckLogAsync(CancellationToken cancellation)
    {
        LogFolder folder = new(location.LogFolder);
        if (LogPlace.KeyBeside(folder.Path) is not { } key)
        {
            return null;
        }

        Checkpoint[] lastSigned = File.Exists(folder.LastSigned)
            ? [SignedCheckpoint.Open(await File.ReadAllBytesAsync(folder.LastSigned, cancellation), key).Checkpoint]
            : [];
        FsckReport report = await Fsck.CheckAsync(new FolderTileSource(folder.Path), key, new FsckOptions { Earlier = lastSigned }, cancellation);
        return report.Checkpoint.Checkpoint;
    }

    private static async Task PrintAsync(Diagnosis diagnosis, TextWriter output)
    {
        await output.WriteLineAsync(diagnosis.Log is { } log
            ? $"Log \"{log.Origin}\": {log.Size:N0} entries, root {log.Root}"
            : "There is no readable log.");
        if (diagnosis.Reconciled is { } reconciled)
        {
            await output.WriteLineAsync($"Database against log: {reconciled.Entries:N0} entries compared, {reconciled.Pending:N0} waiting, {reconciled.Expunged:N0} expunged.");
        }

        foreach (LedgerFinding finding in diagnosis.Findings)
        {
            await output.WriteLineAsync($"{(finding.Breaks ? "BROKEN" : "waits")}  {finding.Where}: {finding.Sentence} ({finding.Code})");
        }

        if (diagnosis.InOrder)
        {
            await output.WriteLineAsync("Everything matches.");
        }
    }
}
