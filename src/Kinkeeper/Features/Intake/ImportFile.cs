using System.Buffers;
using System.Security.Cryptography;
using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Intake;

/// <summary>The progress of an import.</summary>
public readonly record struct ImportProgress(long Rows, long BytesRead, long BytesTotal);

/// <summary>The result of an import.</summary>
/// <param name="Import">Its id.</param>
/// <param name="Rows">Data rows in the file.</param>
/// <param name="Accepted">New rows and new versions of known rows.</param>
/// <param name="Unchanged">Rows that were already stored.</param>
/// <param name="Rejected">Rows that could not be used.</param>
/// <param name="Rejects">The first hundred reasons.</param>
/// <param name="RejectFile">The file of rejected rows, to be corrected and imported again. Null if there are none.</param>
public sealed record ImportResult(
    long Import, long Rows, long Accepted, long Unchanged, long Rejected, IReadOnlyList<RowReject> Rejects, string? RejectFile);

/// <summary>
/// Imports one file. Keeps every row raw, stores its parsed values, and writes rows that cannot be used to a reject file with their
/// reasons. Each batch is one transaction that also stores the progress, so a killed import continues where it stopped.
/// Importing the same file twice changes nothing.
/// </summary>
public sealed class ImportFile(Store database, StoreLocation location, TimeProvider clock)
{
    private const int RejectsReported = 100;

    public ImportResult Execute(ImportRequest request, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        RowFormat format = RowFormat.Find(request.Format);
        using RowReader reader = RowReader.Open(request.File, format.IsHeader);
        int[] columns = format.Map(reader, request.File);
        string hash = HashOf(request.File, cancellation);
        using DatabaseConnection connection = database.Connect();
        ImportRun run = ImportRun.Begin(
            connection, request, hash, reader, format.Columns.Where((_, column) => columns[column] >= 0), clock);
        if (run.Finished)
        {
            return Again(connection, run, format, request.File);
        }

        bool deferred = !request.DryRun && RecordIndexes.TryDefer(connection);
        if (!deferred)
        {
            RestoreIndexes(connection);
        }

        ParseBatch parse = new(reader, format, format.Open(reader, columns));
        parse.SkipTo(run.Rows);
        using StoreBatch store = new(connection, run, format, new EventLedger(clock), request.DryRun, resolve: !deferred);
        StoreAll(parse, store, format.Columns.Count, rows => progress?.Report(new ImportProgress(run.Rows, rows.BytesRead, reader.BytesTotal)), cancellation);

        if (request.DryRun)
        {
            return new ImportResult(run.Id.Value, run.Rows, run.Accepted, run.Unchanged, run.Rejected, store.FirstRejects(RejectsReported), null);
        }

        RestoreIndexes(connection);
        string? rejectFile = RejectFile.Write(connection, run, format, request.File, location);
        run.Finish(connection, clock);
        return new ImportResult(
            run.Id.Value, run.Rows, run.Accepted, run.Unchanged, run.Rejected, RejectFile.First(connection, run.Id, RejectsReported), rejectFile);
    }

    /// <summary>
    /// Parses the next batch on another thread while the last one is stored. With two cores an import takes only as long as the slower
    /// step.
    /// </summary>
    private static void StoreAll(ParseBatch parse, StoreBatch store, int columns, Action<ParsedRows> stored, CancellationToken cancellation)
    {
        ParsedRows parsed = parse.Execute(new ParsedRows(columns));
        ParsedRows free = new(columns);
        while (true)
        {
            ParsedRows next = free;
            Task<ParsedRows>? ahead = parsed.IsLast ? null : Task.Run(() => parse.Execute(next), CancellationToken.None);
            try
            {
                cancellation.ThrowIfCancellationRequested();
                store.Execute(parsed);
                stored(parsed);
            }
            finally
            {
                // The reader must not be closed during a read. The code below fetches the result.
                ((IAsyncResult?)ahead)?.AsyncWaitHandle.WaitOne();
            }

            if (ahead is null)
            {
                return;
            }

            free = parsed;
            parsed = ahead.GetAwaiter().GetResult();
        }
    }

    /// <summary>Builds the indexes that a first import has put off, and resolves the persons that it left, in one transaction.</summary>
    private static void RestoreIndexes(DatabaseConnection connection)
    {
        connection.SortOnDisk();
        using DatabaseTransaction transaction = connection.BeginWrite();
        RecordIndexes.Restore(connection);
        transaction.Commit();
    }

    private ImportResult Again(DatabaseConnection connection, ImportRun run, RowFormat format, string file) => new(
        run.Id.Value,
        run.Rows,
        0,
        run.Accepted + run.Unchanged,
        run.Rejected,
        RejectFile.First(connection, run.Id, RejectsReported),
        RejectFile.Write(connection, run, format, file, location));

    private static string HashOf(string file, CancellationToken cancellation)
    {
        using FileStream stream = new(file, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
