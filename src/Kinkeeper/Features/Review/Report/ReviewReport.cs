using System.Globalization;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Csv;
using MiniExcelLibs;

namespace Kinkeeper.Features.Review.Report;

/// <summary>Writes a review as a report: a page, a workbook, or a CSV. Writes the whole file or none of it.</summary>
public static class ReviewReport
{
    private static readonly string[] Kinds = [".html", ".xlsx", ".csv"];

    /// <exception cref="RefusalException">The name does not end in a known kind of report.</exception>
    public static void CheckName(string file)
    {
        if (!Kinds.Contains(Path.GetExtension(file).ToLowerInvariant()))
        {
            throw new RefusalException(
                "report-kind-unknown", $"--report {Path.GetFileName(file)} is not a known kind of report. Name a file that ends in .html, .xlsx or .csv.");
        }
    }

    /// <param name="result">The review.</param>
    /// <param name="file">A file name that ends in <c>.html</c>, <c>.xlsx</c> or <c>.csv</c>.</param>
    /// <param name="published">True to withhold cells of 1 to 10 for publication.</param>
    public static void Write(ReviewResult result, string file, bool published)
    {
        CheckName(file);
        ReviewTables tables = ReviewTables.Of(result, published);
        string unfinished = file + ".part";
        try
        {
            using (FileStream stream = File.Create(unfinished))
            {
                switch (Path.GetExtension(file).ToLowerInvariant())
                {
                    case ".html":
                        using (StreamWriter writer = new(stream))
                        {
                            writer.Write(HtmlReport.Page(result, tables, published));
                        }

                        break;
                    case ".xlsx":
                        stream.SaveAs(Sheets(result, tables, published));
                        break;
                    default:
                        WriteCsv(result, tables, published, stream);
                        break;
                }
            }

            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException(new Refusal("report-unwritable", $"The report {file} cannot be written: {failed.Message}"), failed);
        }
    }

    private static Dictionary<string, object> Sheets(ReviewResult result, ReviewTables tables, bool published)
    {
        Dictionary<string, object> sheets = new()
        {
            ["About"] = ReportNotes.Of(result, published).Select(note => new Dictionary<string, object?> { ["Note"] = note }).ToList(),
        };
        foreach (ReportTable table in tables.All)
        {
            sheets[table.Name] = table.Rows
                .Select(row =>
                {
                    Dictionary<string, object?> cells = new() { [table.Columns[0]] = row.Name };
                    for (int i = 0; i < row.Numbers.Count; i++)
                    {
                        cells[table.Columns[i + 1]] = row.Numbers[i] is { } number ? number : HtmlReport.Withheld;
                    }

                    return cells;
                })
                .ToList();
        }

        return sheets;
    }

    private static void WriteCsv(ReviewResult result, ReviewTables tables, bool published, FileStream stream)
    {
        using CsvOutput output = new(stream, leaveOpen: true);
        output.Row("table", "row", "column", "value");
        foreach (string note in ReportNotes.Of(result, published))
        {
            output.Row("About", note, string.Empty, string.Empty);
        }

        foreach (ReportTable table in tables.All)
        {
            foreach (ReportRow row in table.Rows)
            {
                for (int i = 0; i < row.Numbers.Count; i++)
                {
                    output.Row(table.Name, row.Name, table.Columns[i + 1], row.Numbers[i]?.ToString(CultureInfo.InvariantCulture) ?? HtmlReport.Withheld);
                }
            }
        }
    }
}
