using System.Globalization;
using System.Net;
using System.Text;

namespace Kinkeeper.Linkage.Chart;

/// <summary>
/// Builds an HTML page of headings, figures and tables. It has no script, and its content security policy forbids every
/// request.
/// </summary>
internal sealed class Page
{
    private const string Style = """
        :root { color-scheme: light dark; --agree: #1a5fb4; --differ: #a51d2d; --quiet: #5e5c64; --line: #9a9996; }
        @media (prefers-color-scheme: dark) { :root { --agree: #78aeed; --differ: #ff8d8d; --quiet: #c0bfbc; --line: #77767b; } }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
        figure { margin: 1.5rem 0; overflow-x: auto; }
        figcaption { margin-bottom: .5rem; }
        svg { display: block; max-width: 100%; height: auto; min-width: 40rem; }
        svg text { fill: currentColor; font: 13px system-ui, sans-serif; }
        svg .quiet { fill: var(--quiet); }
        svg .agree { fill: var(--agree); }
        svg .differ { fill: var(--differ); }
        svg .axis { stroke: var(--line); stroke-width: 1; }
        svg .edge { stroke: var(--agree); }
        svg .node { fill: Canvas; stroke: currentColor; stroke-width: 1.5; }
        details { margin: .5rem 0 1.5rem; }
        table { border-collapse: collapse; }
        caption { text-align: start; font-weight: 600; padding: .25rem 0; }
        th, td { border-bottom: 1px solid var(--line); padding: .2rem .75rem .2rem 0; text-align: start; vertical-align: top; }
        td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
        """;

    private readonly StringBuilder _body = new();
    private int _figures;

    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>Formats a weight for people: two decimals, with its sign.</summary>
    public static string Weight(double weight) => double.IsNaN(weight) ? "undefined"
        : double.IsPositiveInfinity(weight) ? "+∞"
        : double.IsNegativeInfinity(weight) ? "−∞"
        : weight.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>Formats a probability for people, with enough digits to tell it from 0 and 1.</summary>
    public static string Probability(double probability) => probability.ToString(
        probability is > 0 and < 0.001 ? "0.0e-0" : probability is > 0.999 and < 1 ? "0.000000" : "0.0000", CultureInfo.InvariantCulture);

    public Page Heading(int level, string text)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<h{level}>{Text(text)}</h{level}>\n");
        return this;
    }

    public Page Paragraph(string text)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<p>{Text(text)}</p>\n");
        return this;
    }

    /// <summary>Adds a picture, its description in words, and its numbers as a table.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">A description for a person who cannot see the picture.</param>
    /// <param name="svg">The picture.</param>
    /// <param name="table">The picture's numbers.</param>
    public Page Figure(string title, string description, Svg svg, DataTable table)
    {
        _figures++;
        _body.Append(CultureInfo.InvariantCulture,
            $"<figure>\n<figcaption>{Text(description)}</figcaption>\n{svg.Element($"figure-{_figures}", title, description)}</figure>\n");
        _body.Append(
            CultureInfo.InvariantCulture, $"<details open=\"open\">\n<summary>The numbers</summary>\n{table.Element(title)}</details>\n");
        return this;
    }

    public string Html(string title) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>{Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        {_body}</main>
        </body>
        </html>

        """;
}

/// <summary>A table. The first column names the row.</summary>
internal sealed class DataTable(params (string Name, bool IsNumber)[] columns)
{
    private readonly List<string[]> _rows = [];

    public DataTable Row(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    public string Element(string caption)
    {
        StringBuilder html = new();
        string Class(int column) => columns[column].IsNumber ? " class=\"number\"" : "";
        html.Append(CultureInfo.InvariantCulture, $"<table>\n<caption>{Page.Text(caption)}</caption>\n<thead><tr>");
        for (int column = 0; column < columns.Length; column++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Class(column)}>{Page.Text(columns[column].Name)}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in _rows)
        {
            html.Append("<tr>");
            for (int column = 0; column < row.Length; column++)
            {
                string cell = Page.Text(row[column]);
                html.Append(column == 0 ? $"<th scope=\"row\">{cell}</th>" : $"<td{Class(column)}>{cell}</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table>\n").ToString();
    }
}
