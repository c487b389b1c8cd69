using System.Globalization;
using System.Net;
using System.Text;
using Kinkeeper.Features.Review.Findings;

namespace Kinkeeper.Features.Review.Report;

/// <summary>Writes the report as one self-contained page: charts, each with a table, for the screen, print and a screen reader.</summary>
public static class HtmlReport
{
    /// <summary>The text shown for a withheld count.</summary>
    public const string Withheld = "withheld";

    private const string Style =
        """
        :root { color-scheme: light; }
        body { font: 17px/1.55 "Public Sans", system-ui, -apple-system, "Segoe UI", sans-serif; color: #1b1b1b; background: #fff; margin: 0; }
        main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
        h2 { font-size: 1.4rem; margin: 2.75rem 0 .5rem; }
        p { max-width: 44rem; }
        .lead { font-size: 1.45rem; line-height: 1.35; max-width: 46rem; margin: 1rem 0 1.5rem; }
        .lead strong { font-size: 2.1rem; }
        .banner { background: #faf3d1; border-left: .5rem solid #936f38; padding: .75rem 1rem; margin: 0 0 1.5rem; font-weight: 600; }
        table { border-collapse: collapse; margin: .75rem 0; font-variant-numeric: tabular-nums; font-size: .95rem; }
        caption { text-align: left; padding: 0 0 .4rem; color: #3d4551; max-width: 46rem; }
        th, td { border-bottom: 1px solid #a9aeb1; padding: .35rem .8rem .35rem 0; text-align: right; vertical-align: top; }
        th:first-child, td:first-child { text-align: left; }
        thead th { border-bottom: 2px solid #1b1b1b; vertical-align: bottom; }
        tbody th { font-weight: 400; }
        td, tbody th { overflow-wrap: normal; hyphens: none; }
        tbody th { white-space: nowrap; }
        tr.total th, tr.total td { font-weight: 700; border-top: 2px solid #1b1b1b; }
        .wide { overflow-x: auto; }
        svg { max-width: 100%; height: auto; display: block; margin: .75rem 0; }
        svg text { font: 14px "Public Sans", system-ui, sans-serif; fill: #1b1b1b; }
        ul.notes { max-width: 46rem; padding-left: 1.2rem; }
        ul.notes li { margin: .4rem 0; overflow-wrap: anywhere; }
        ul.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0; }
        ul.key svg { display: inline-block; margin: 0 .35rem -2px 0; }
        @media print { main { max-width: none; padding: 0; } h2 { break-after: avoid; } figure, table, svg { break-inside: avoid; } .wide { overflow: visible; } }
        figure { margin: 0; }
        """;

    public static string Page(ReviewResult result, ReviewTables tables, bool published)
    {
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Review of past removals</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n");
        if (result.Inputs.Synthetic)
        {
            html.Append("<p class=\"banner\">Synthetic data: nobody in it exists. No figure here says anything about real removals.</p>\n");
        }

        html.Append("<h1>Who was removed without having been asked about their children</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>Departures {Text(ReportNotes.Period(result.Request))}, judged by {Text(result.Request.Policy)}.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"lead\"><strong>At least {ReportNotes.Number(result.ParentsBy.Undocumented, published)}</strong> parents were removed without any record of what they wanted for a child.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{ReportNotes.Number(result.ParentsBy.Contradicted, published)} had asked to go together and left alone. For {ReportNotes.Number(result.ParentsBy.Unknown, published)} it is not known whether the child is theirs. They are counted separately.</p>\n");

        Section(html, "How the removals fall into classes", Charts.Bars(tables.Classes, column: 0, skipLast: true), tables.Classes, totalRow: true);
        Section(html, "Month by month", Charts.Months(tables.Months, tables.PolicyDates), tables.Months, totalRow: false);
        if (tables.PolicyDates.Count > 0)
        {
            html.Append("<ul class=\"notes\">\n");
            foreach (PolicyDate date in tables.PolicyDates)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li>{date.Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}: {Text(date.Title)}</li>\n");
            }

            html.Append("</ul>\n");
        }

        Section(html, "What the records lack", Charts.Bars(tables.Defects, column: 0, skipLast: false), tables.Defects, totalRow: false);
        Section(html, "Was it what the parent wanted?", Charts.Bars(tables.Honored, column: 0, skipLast: false), tables.Honored, totalRow: false);

        html.Append("<h2>Method and limits</h2>\n<ul class=\"notes\">\n");
        foreach (string note in ReportNotes.Of(result, published))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Text(note)}</li>\n");
        }

        return html.Append("</ul>\n</main>\n</body>\n</html>\n").ToString();
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Section(StringBuilder html, string heading, string picture, ReportTable table, bool totalRow)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(heading)}</h2>\n");
        if (table.Rows.Count == 0)
        {
            html.Append("<p>Nothing in this period.</p>\n");
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<figure>\n{picture}</figure>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(heading)}, table\">\n<table>\n<caption>{Text(table.Caption)}</caption>\n<thead><tr>");
        foreach (string column in table.Columns)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Text(column)}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < table.Rows.Count; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr{(totalRow && i == table.Rows.Count - 1 ? " class=\"total\"" : string.Empty)}><th scope=\"row\">{Text(table.Rows[i].Name)}</th>");
            foreach (long? number in table.Rows[i].Numbers)
            {
                html.Append(CultureInfo.InvariantCulture, $"<td>{(number is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : Withheld)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }
}
