using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Csv;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake;

/// <summary>
/// Writes the rows that could not be used, unchanged, with the reason in an extra last column. A corrected file can be imported
/// again as it is. Writes the whole file or none of it.
/// </summary>
internal static class RejectFile
{
    /// <summary>The first reasons of an import.</summary>
    public static IReadOnlyList<RowReject> First(DatabaseConnection connection, ImportId import, int most)
    {
        using SqlStatement find = connection.Prepare(
            "SELECT row_number, \"column\", value, reason FROM rejects WHERE import_id = ?1 ORDER BY row_number, ordinal LIMIT ?2");
        find.Bind(1, import.Value);
        find.Bind(2, most);
        List<RowReject> rejects = [];
        while (find.Step())
        {
            rejects.Add(new RowReject(find.Number(0), find.Text(1)!, find.Text(2)!, find.Text(3)!));
        }

        return rejects;
    }

    /// <summary>Writes the file from the source file's own cells and returns its path; null when nothing was rejected.</summary>
    public static string? Write(DatabaseConnection connection, ImportRun run, RowFormat format, string sourceFile, StoreLocation location)
    {
        if (run.Rejected == 0)
        {
            return null;
        }

        Directory.CreateDirectory(location.RejectFolder);
        string path = Path.Combine(location.RejectFolder, $"import-{run.Id.Value}.csv");
        string unfinished = path + ".part";
        using (RowReader reader = RowReader.Open(sourceFile, format.IsHeader))
        using (CsvOutput output = new(File.Create(unfinished)))
        using (SqlStatement find = connection.Prepare(
            "SELECT row_number, \"column\", reason FROM rejects WHERE import_id = ?1 ORDER BY row_number, ordinal"))
        {
            bool hasReasons = CsvOutput.Wrote(reader.Header);
            output.Row([.. reader.Header, .. hasReasons ? Array.Empty<string>() : [CsvOutput.ReasonColumn]]);
            int reasonField = hasReasons ? reader.Header.ToList().IndexOf(CsvOutput.ReasonColumn) : reader.Header.Count;
            find.Bind(1, run.Id.Value);
            bool more = find.Step();
            while (more)
            {
                long row = find.Number(0);
                List<string> reasons = [];
                while (more && find.Number(0) == row)
                {
                    reasons.Add(find.Text(1) is { Length: > 0 } column ? $"{column} {find.Text(2)}" : find.Text(2)!);
                    more = find.Step();
                }

                while (reader.RowNumber < row && reader.Read())
                {
                }

                WriteRow(output, reader, reasonField, string.Join("; ", reasons));
            }
        }

        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    private static void WriteRow(CsvOutput output, RowReader reader, int reasonField, string reasons)
    {
        for (int field = 0; field < reasonField; field++)
        {
            output.Add(reader.FieldCount == 0 && field == 0 ? reader.Raw : reader.Field(field));
        }

        output.Add(reasons);
        output.EndRow();
    }
}
