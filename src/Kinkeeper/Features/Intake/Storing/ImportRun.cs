using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>One import in the database: started, continued or finished.</summary>
internal sealed class ImportRun
{
    private ImportRun(ImportId id, string header) => (Id, Header) = (id, header);

    public ImportId Id { get; }

    /// <summary>The header row as a JSON array.</summary>
    public string Header { get; }

    public bool Finished { get; private init; }

    public long Rows { get; private set; }

    public long Accepted { get; private set; }

    public long Unchanged { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Finds the import of this file under this format, or begins one.</summary>
    public static ImportRun Begin(DatabaseConnection connection, ImportRequest request, string fileHash, RowReader reader, IEnumerable<string> columnsPresent, TimeProvider clock)
    {
        if (request.DryRun)
        {
            return Find(connection, request, fileHash) ?? New(connection, reader);
        }

        using DatabaseTransaction transaction = connection.BeginWrite();
        if (Find(connection, request, fileHash) is { } known)
        {
            return known;
        }

        ImportRun begun = New(connection, reader);
        begun.Insert(connection, request, fileHash, columnsPresent, clock);
        transaction.Commit();
        return begun;
    }

    private static ImportRun? Find(DatabaseConnection connection, ImportRequest request, string fileHash)
    {
        using SqlStatement find = connection.Prepare(
            "SELECT id, header, state, rows, accepted, unchanged, rejected FROM imports WHERE file_hash = ?1 AND format = ?2");
        find.BindText(1, fileHash);
        find.BindText(2, request.Format);
        if (!find.Step())
        {
            return null;
        }

        ImportRun known = new(new ImportId(find.Number(0)), find.Text(1)!)
        {
            Finished = (ImportState)find.Number(2) == ImportState.Done,
            Rows = find.Number(3),
            Accepted = find.Number(4),
            Unchanged = find.Number(5),
            Rejected = find.Number(6),
        };
        find.Reset();
        return known;
    }

    private static ImportRun New(DatabaseConnection connection, RowReader reader) =>
        new(new ImportId(connection.ReadNumber("SELECT COALESCE(MAX(id), 0) FROM imports") + 1), JsonSerializer.Serialize(reader.Header));

    private void Insert(DatabaseConnection connection, ImportRequest request, string fileHash, IEnumerable<string> columnsPresent, TimeProvider clock)
    {
        using SqlStatement insert = connection.Prepare(
            "INSERT INTO imports (id, format, source, file_name, file_hash, as_of, synthetic, started_at, state, rows, accepted, unchanged, rejected, header, columns_present) " +
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, 0, ?10, ?11)");
        insert.Bind(1, Id.Value);
        insert.BindText(2, request.Format);
        insert.BindText(3, request.Source ?? request.Format);
        insert.BindText(4, Path.GetFileName(request.File));
        insert.BindText(5, fileHash);
        insert.BindText(6, Text(request.AsOf));
        insert.Bind(7, SyntheticMark.IsBeside(request.File) ? 1L : 0L);
        insert.Bind(8, clock.GetUtcNow().ToMicroseconds());
        insert.Bind(9, (long)ImportState.Running);
        insert.BindText(10, Header);
        insert.BindText(11, string.Join(',', columnsPresent));
        insert.Execute();
    }

    /// <summary>
    /// Adds a batch to the counts, within its transaction. Refuses if another process has continued the same import
    /// meanwhile, because two runs must not store the same rows twice.
    /// </summary>
    public void Advance(DatabaseConnection connection, long rows, long accepted, long unchanged, long rejected, DateOnly? from, DateOnly? to)
    {
        using SqlStatement advance = connection.Prepare(
            "UPDATE imports SET rows = rows + ?3, accepted = accepted + ?4, unchanged = unchanged + ?5, rejected = rejected + ?6, " +
            "period_from = CASE WHEN period_from IS NULL OR ?7 < period_from THEN COALESCE(?7, period_from) ELSE period_from END, " +
            "period_to = CASE WHEN period_to IS NULL OR ?8 > period_to THEN COALESCE(?8, period_to) ELSE period_to END WHERE id = ?1 AND rows = ?2");
        advance.Bind(1, Id.Value);
        advance.Bind(2, Rows);
        advance.Bind(3, rows);
        advance.Bind(4, accepted);
        advance.Bind(5, unchanged);
        advance.Bind(6, rejected);
        advance.BindText(7, Text(from));
        advance.BindText(8, Text(to));
        if (advance.Execute() != 1)
        {
            throw new RefusalException(
                "import-in-progress",
                $"Another process is importing the same file (import {Id.Value}). Wait until it has finished, then run the command again.");
        }

        Count(rows, accepted, unchanged, rejected);
    }

    public void Count(long rows, long accepted, long unchanged, long rejected)
    {
        Rows += rows;
        Accepted += accepted;
        Unchanged += unchanged;
        Rejected += rejected;
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Finish(DatabaseConnection connection, TimeProvider clock)
    {
        using DatabaseTransaction transaction = connection.BeginWrite();
        using SqlStatement finish = connection.Prepare("UPDATE imports SET state = ?2, finished_at = ?3 WHERE id = ?1");
        finish.Bind(1, Id.Value);
        finish.Bind(2, (long)ImportState.Done);
        finish.Bind(3, clock.GetUtcNow().ToMicroseconds());
        finish.Execute();
        transaction.Commit();
    }
}
