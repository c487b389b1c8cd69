using System.Globalization;
using System.Text;

namespace Kinkeeper.Linkage.Chart;

/// <summary>Builds a picture. Coordinates are pixels from the top left.</summary>
internal sealed class Svg(double width, double height)
{
    private readonly StringBuilder _shapes = new();

    public double Width => width;

    public Svg Text(double x, double y, string text, string anchor = "start", string? style = null)
    {
        _shapes.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\"{Class(style)}>{Page.Text(text)}</text>\n");
        return this;
    }

    public Svg Bar(double from, double to, double y, double thickness, string style)
    {
        _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Math.Min(from, to):0.#}\" y=\"{y:0.#}\" "
            + $"width=\"{Math.Max(1, Math.Abs(to - from)):0.#}\" height=\"{thickness:0.#}\"{Class(style)}/>\n");
        return this;
    }

    public Svg Line(double x1, double y1, double x2, double y2, string style, double thickness = 1)
    {
        _shapes.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" "
            + $"y2=\"{y2:0.#}\"{Class(style)} style=\"stroke-width:{thickness:0.#}\"/>\n");
        return this;
    }

    public Svg Circle(double x, double y, double radius, string style)
    {
        _shapes.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\"{Class(style)}/>\n");
        return this;
    }

    /// <summary>Returns the element, with a title and a description for people who cannot see it.</summary>
    public string Element(string id, string title, string description)
    {
        string labels = $"aria-labelledby=\"{id}-title {id}-description\"";
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg viewBox="0 0 {width:0.#} {height:0.#}" width="{width:0.#}" height="{height:0.#}" role="img" {labels}>
            <title id="{id}-title">{Page.Text(title)}</title>
            <desc id="{id}-description">{Page.Text(description)}</desc>
            {_shapes}</svg>

            """);
    }

    private static string Class(string? style) => style is null ? "" : $" class=\"{style}\"";
}

/// <summary>An axis of match weights around zero. Weights beyond its ends, also infinite ones, are drawn at the ends.</summary>
internal readonly record struct WeightAxis(double Lowest, double Highest, double Left, double Right)
{
    private const double Furthest = 60;

    public static WeightAxis Over(IEnumerable<double> weights, double left, double right)
    {
        double[] finite = [.. weights.Where(double.IsFinite)];
        double lowest = Math.Floor(Math.Max(-Furthest, Math.Min(finite.DefaultIfEmpty(0).Min(), -1)) - 1);
        double highest = Math.Ceiling(Math.Min(Furthest, Math.Max(finite.DefaultIfEmpty(0).Max(), 1)) + 1);
        return new WeightAxis(lowest, highest, left, right);
    }

    /// <summary>Returns the position of a weight. NaN (certain evidence both for and against) counts as certain, as in scoring.</summary>
    public double At(double weight) =>
        double.IsNaN(weight) ? Right : Left + ((Math.Clamp(weight, Lowest, Highest) - Lowest) / (Highest - Lowest) * (Right - Left));

    /// <summary>Draws grid lines, labelled in bits.</summary>
    public void Draw(Svg svg, double top, double bottom)
    {
        double step = (Highest - Lowest) switch { > 60 => 20, > 24 => 10, > 12 => 5, _ => 2 };
        for (double tick = Math.Ceiling(Lowest / step) * step; tick <= Highest; tick += step)
        {
            svg.Line(At(tick), top, At(tick), bottom, "axis", tick == 0 ? 2 : 1);
            svg.Text(At(tick), bottom + 16, tick.ToString("0;−0", CultureInfo.InvariantCulture), "middle", "quiet");
        }

        svg.Text((Left + Right) / 2, bottom + 34, "match weight in bits: to the right for, to the left against a match", "middle", "quiet");
    }
}
