using System.Globalization;
using System.Text;

namespace Kinkeeper.Features.Review.Report;

/// <summary>Draws the report's charts as SVG. Each has a title and a description. The table next to it has the numbers.</summary>
internal static class Charts
{
    private const double Width = 960;

    /// <summary>One colour per class, distinct in grey too. No colour warns or praises.</summary>
    private static readonly string[] Fills = ["#1a4480", "#2e8ba8", "#7fa8c9", "#c6cace", "#8b7a5e", "#d9cdb4"];

    /// <summary>Draws horizontal bars with their numbers.</summary>
    public static string Bars(ReportTable table, int column, bool skipLast)
    {
        const double Label = 440;
        const double Line = 34;
        ReportRow[] rows = [.. skipLast ? table.Rows.SkipLast(1) : table.Rows];
        if (rows.Length == 0)
        {
            return string.Empty;
        }

        long most = Math.Max(1, rows.Max(row => row.Numbers[column] ?? 0));
        StringBuilder svg = Open(rows.Length * Line, table.Caption, $"Bars of {table.Columns[column + 1]} by {table.Columns[0]}; the table below holds the numbers.");
        for (int i = 0; i < rows.Length; i++)
        {
            double top = i * Line;
            double length = (rows[i].Numbers[column] ?? 0) * (Width - Label - 90) / most;
            string number = rows[i].Numbers[column] is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : HtmlReport.Withheld;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Label - 12}\" y=\"{top + 22:0.#}\" text-anchor=\"end\">{HtmlReport.Text(rows[i].Name)}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Label}\" y=\"{top + 5:0.#}\" width=\"{length:0.##}\" height=\"{Line - 10}\" fill=\"{Fills[0]}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Label + length + 8:0.##}\" y=\"{top + 22:0.#}\">{number}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Draws one column per month, stacked by class, with a line at each change of policy.</summary>
    public static string Months(ReportTable months, IReadOnlyList<PolicyDate> policyDates)
    {
        if (months.Rows.Count == 0)
        {
            return string.Empty;
        }

        const double Left = 56;
        const double Top = 40;
        const double Height = 260;
        int classes = months.Columns.Count - 2;
        double step = (Width - Left) / months.Rows.Count;
        long most = Math.Max(1, months.Rows.Max(row => row.Numbers.Take(classes).Sum(number => number ?? 0)));
        StringBuilder svg = Open(Top + Height + 50, months.Caption, "Stacked columns by month; vertical lines mark the days on which the policy changed. The table below holds the numbers.");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{Top + Height}\" x2=\"{Width}\" y2=\"{Top + Height}\" stroke=\"#1b1b1b\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Top + 5}\" text-anchor=\"end\">{most:N0}</text><text x=\"{Left - 8}\" y=\"{Top + Height}\" text-anchor=\"end\">0</text>\n");
        int labelEvery = Math.Max(1, (int)Math.Ceiling(64 / step));
        for (int i = 0; i < months.Rows.Count; i++)
        {
            double x = Left + (i * step);
            double bottom = Top + Height;
            for (int found = 0; found < classes; found++)
            {
                double height = (months.Rows[i].Numbers[found] ?? 0) * Height / most;
                if (height > 0)
                {
                    bottom -= height;
                    svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x + (step * 0.1):0.##}\" y=\"{bottom:0.##}\" width=\"{step * 0.8:0.##}\" height=\"{height:0.##}\" fill=\"{Fills[found]}\"/>\n");
                }
            }

            if (i % labelEvery == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (step / 2):0.##}\" y=\"{Top + Height + 22}\" text-anchor=\"middle\">{months.Rows[i].Name}</text>\n");
            }
        }

        DateOnly first = DateOnly.ParseExact(months.Rows[0].Name + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (PolicyDate date in policyDates)
        {
            double monthsIn = ((date.Day.Year - first.Year) * 12) + date.Day.Month - first.Month
                + ((date.Day.Day - 1.0) / DateTime.DaysInMonth(date.Day.Year, date.Day.Month));
            double x = Left + (monthsIn * step);
            if (monthsIn >= 0 && monthsIn <= months.Rows.Count)
            {
                bool right = x > Width - 240;
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:0.##}\" y1=\"{Top - 18}\" x2=\"{x:0.##}\" y2=\"{Top + Height}\" stroke=\"#1b1b1b\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>\n");
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (right ? -8 : 8):0.##}\" y=\"{Top - 8}\" text-anchor=\"{(right ? "end" : "start")}\">{date.Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}: policy changes</text>\n");
            }
        }

        svg.Append("</svg>\n<ul class=\"key\">\n");
        for (int found = 0; found < classes; found++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\"><rect width=\"14\" height=\"14\" fill=\"{Fills[found]}\"/></svg>{HtmlReport.Text(months.Columns[found + 1])}</li>\n");
        }

        return svg.Append("</ul>\n").ToString();
    }

    private static StringBuilder Open(double height, string title, string description) => new StringBuilder().Append(
        CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {Width:0} {height:0}\" role=\"img\"><title>{HtmlReport.Text(title)}</title><desc>{HtmlReport.Text(description)}</desc>\n");
}
