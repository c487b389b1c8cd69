using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Kinkeeper.Features.Families;

/// <summary>
/// Draws the picture: black and white, with a pattern for each agency and a shape for each kind of event. Each mark can be reached by
/// keyboard. Its sentence is read by a screen reader and shown under the pointer and in the line below the picture; no script.
/// </summary>
public static class FamilySvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private const double CaptionHeight = 66;
    private const int LettersOfALine = 140;
    private const string Ink = "#1b1b1b";

    /// <param name="picture">The layout.</param>
    /// <param name="title">The picture's title.</param>
    /// <param name="hint">The text shown in place of a sentence until a mark is selected.</param>
    /// <param name="when">Returns a time in words, with its zone.</param>
    public static string Write(FamilyPicture picture, string title, string hint, Func<FamilyItem, string> when)
    {
        XElement svg = new(
            Svg + "svg",
            new XAttribute("class", "kk-family"),
            new XAttribute("viewBox", $"0 0 {N(FamilyPicture.Width)} {N(picture.Height + CaptionHeight)}"),
            new XAttribute("role", "group"),
            new XAttribute("aria-label", Plain(title)),
            Patterns());
        foreach (PictureLane lane in picture.Lanes)
        {
            svg.Add(Line(0, lane.Top, FamilyPicture.Width, lane.Top, ("stroke", "#71767a"), ("stroke-width", "1")));
            svg.Add(NameOf(lane));
        }

        (double top, double bottom) = picture.Plot;
        svg.Add(Line(0, bottom, FamilyPicture.Width, bottom, ("stroke", Ink), ("stroke-width", "1.5")));
        svg.Add(picture.Cuts.Select(cut => Shape($"M{N(cut - 5)} {N(bottom + 6)}l4 -12m3 12l4 -12", ("stroke", Ink), ("stroke-width", "1.5"), ("fill", "none"))));
        svg.Add(picture.Days.Select(day => new[] { Line(day.X, bottom, day.X, bottom + 6, ("stroke", Ink)), Text(day.Label) }));
        // Lines through the lanes are drawn first, below all text.
        svg.Add(picture.Marks.Select(mark => Upright(mark, picture)));
        svg.Add(picture.Lines.Select(Governs));
        svg.Add(new XElement(Svg + "text", At(8, picture.Height + 18), new XAttribute("class", "kk-family__hint"), Letters(FamilyPicture.LetterSize), Plain(hint)));
        foreach (PictureMark mark in picture.Marks)
        {
            string sentence = $"{mark.Item.Number}. {when(mark.Item)}. {mark.Item.Sentence}";
            svg.Add(new XElement(
                Svg + "g",
                new XAttribute("class", "kk-family__mark"),
                new XAttribute("tabindex", "0"),
                new XAttribute("role", "img"),
                new XAttribute("aria-label", Plain(sentence)),
                new XAttribute("data-number", mark.Item.Number),
                new XElement(Svg + "title", Plain(sentence)),
                Draw(mark, top),
                Text(mark.Label, ("font-weight", mark.Item.Kind is ItemKind.Departure ? "700" : "400")),
                Caption(sentence, picture.Height)));
        }

        return Names(picture).ToString(SaveOptions.DisableFormatting) + svg.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>
    /// Draws the names again, to stay in place over the picture while it scrolls sideways. On a phone nobody would otherwise know whose
    /// lane they see. Hidden from screen readers, because each sentence contains the name.
    /// </summary>
    private static XElement Names(FamilyPicture picture) => new(
        Svg + "svg",
        new XAttribute("class", "kk-family-names"),
        new XAttribute("viewBox", $"0 0 {N(FamilyPicture.NamesWidth)} {N(picture.Plot.Bottom)}"),
        new XAttribute("aria-hidden", "true"),
        picture.Lanes.Select(lane => new[] { Line(0, lane.Top, FamilyPicture.NamesWidth, lane.Top, ("stroke", "#71767a"), ("stroke-width", "1")) }.Concat(NameOf(lane))));

    private static IEnumerable<XElement> NameOf(PictureLane lane) =>
        lane.Labels.Select(label => Text(label, label.Size == FamilyPicture.LetterSize ? ("font-weight", "700") : null));

    private static IEnumerable<XElement> Draw(PictureMark mark, double top)
    {
        double x = mark.X;
        double y = mark.Y;
        string fill = mark.Item.IsSound ? Ink : "#fff";
        const double R = FamilyPicture.MarkSize / 2;
        switch (mark.Item.Kind)
        {
            case ItemKind.Policy:
                yield return Line(x, y + 7, x, top, ("stroke", Ink), ("stroke-width", "3"));
                break;
            case ItemKind.Custody:
                double edge = y - (FamilyPicture.BarHeight / 2);
                yield return new XElement(
                    Svg + "rect", new XAttribute("x", N(x)), new XAttribute("y", N(edge)), new XAttribute("width", N(mark.EndX - x)), new XAttribute("height", N(FamilyPicture.BarHeight)),
                    new XAttribute("fill", $"url(#{PatternOf(mark.Item.Label)})"), new XAttribute("stroke", Ink), new XAttribute("stroke-dasharray", mark.Item.To is null ? "3 3" : "none"));
                break;
            case ItemKind.Separation:
                // Two lines that ran side by side go apart.
                yield return Shape($"M{N(x)} {N(y)}L{N(x - R)} {N(y + R + 2)}M{N(x)} {N(y)}L{N(x + R)} {N(y + R + 2)}M{N(x)} {N(y)}V{N(y - R)}", ("stroke", Ink), ("stroke-width", "3"), ("fill", "none"));
                break;
            case ItemKind.Departure:
                yield return Shape($"M{N(x)} {N(y - R)}L{N(x + R + 3)} {N(y)}L{N(x)} {N(y + R)}Z", ("fill", fill), ("stroke", Ink), ("stroke-width", "1.5"));
                break;
            case ItemKind.Encounter:
                yield return Shape($"M{N(x - R)} {N(y)}H{N(x + R)}M{N(x)} {N(y - R)}V{N(y + R)}", ("stroke", Ink), ("stroke-width", "2"), ("fill", "none"));
                break;
            case ItemKind.Screening:
                yield return Shape($"M{N(x)} {N(y - R)}L{N(x + R)} {N(y + R)}H{N(x - R)}Z", ("fill", fill), ("stroke", Ink), ("stroke-width", "1.5"));
                break;
            case ItemKind.Statement:
                yield return new XElement(Svg + "circle", new XAttribute("cx", N(x)), new XAttribute("cy", N(y)), new XAttribute("r", N(R)), new XAttribute("fill", fill), new XAttribute("stroke", Ink), new XAttribute("stroke-width", "1.5"));
                break;
            case ItemKind.Revocation:
                yield return Shape($"M{N(x - R)} {N(y - R)}L{N(x + R)} {N(y + R)}M{N(x + R)} {N(y - R)}L{N(x - R)} {N(y + R)}", ("stroke", Ink), ("stroke-width", "2.5"), ("fill", "none"));
                break;
            default:
                yield return Shape($"M{N(x - R)} {N(y - R)}H{N(x + R)}V{N(y + R)}H{N(x - R)}Z", ("fill", fill), ("stroke", Ink), ("stroke-width", "1.5"));
                break;
        }
    }

    /// <summary>Draws a line through the lanes: a departure, the day of a policy, or a separation.</summary>
    private static XElement? Upright(PictureMark mark, FamilyPicture picture) => mark.Item.Kind switch
    {
        ItemKind.Policy => Line(mark.X, picture.Plot.Top, mark.X, picture.Plot.Bottom, ("stroke", Ink), ("stroke-width", "0.75"), ("stroke-dasharray", "1 4")),
        ItemKind.Departure => Line(mark.X, picture.Plot.Top, mark.X, picture.Plot.Bottom, ("stroke", Ink), ("stroke-width", "3"), ("stroke-dasharray", mark.Item.IsSound ? "none" : "10 5")),
        ItemKind.Separation => Line(mark.X, picture.Lanes[mark.Item.OtherLane!.Value].Top + 2, mark.X, mark.Y, ("stroke", Ink), ("stroke-width", "1.5"), ("stroke-dasharray", "6 3")),
        _ => null,
    };

    /// <summary>Draws a full line if the decision was honoured, a broken one if not, a dotted one if the record cannot tell.</summary>
    private static IEnumerable<XElement> Governs(PictureLine line)
    {
        (string, string)[] stroke = [("stroke", Ink), ("stroke-width", "1.5"), ("fill", "none"), ("stroke-dasharray", line.Line.Course is Course.CannotTell ? "2 3" : "none")];
        double start = Math.Min(line.FromX, line.ToX);
        double middle = (line.FromX + line.ToX) / 2;
        if (line.Line.Course is not Course.NotHonored || Math.Abs(line.ToX - line.FromX) < 24)
        {
            yield return Shape($"M{N(line.FromX)} {N(line.FromY + 6)}V{N(line.TrackY)}H{N(line.ToX)}V{N(line.ToY + 6)}", stroke);
        }
        else
        {
            double away = start == line.FromX ? 5 : -5;
            yield return Shape($"M{N(line.FromX)} {N(line.FromY + 6)}V{N(line.TrackY)}H{N(middle - away)}M{N(middle + away)} {N(line.TrackY)}H{N(line.ToX)}V{N(line.ToY + 6)}", stroke);
        }

        if (line.Line.Course is Course.NotHonored)
        {
            yield return Shape($"M{N(middle - 4)} {N(line.TrackY - 4)}l8 8m0 -8l-8 8", ("stroke", Ink), ("stroke-width", "2"), ("fill", "none"));
        }
    }

    /// <summary>Builds the sentence below the picture, shown while the mark has the pointer or the focus.</summary>
    private static XElement Caption(string sentence, double top)
    {
        XElement caption = new(Svg + "text", new XAttribute("class", "kk-family__caption"), new XAttribute("aria-hidden", "true"), Letters(FamilyPicture.LetterSize));
        string rest = Plain(sentence);
        for (int line = 0; line < 4 && rest.Length > 0; line++)
        {
            int cut = rest.Length <= LettersOfALine ? rest.Length : rest.LastIndexOf(' ', LettersOfALine) is > 0 and var space ? space : LettersOfALine;
            string text = line == 3 && cut < rest.Length ? rest[..(cut - 1)] + "…" : rest[..cut];
            caption.Add(new XElement(Svg + "tspan", At(8, top + 18 + (line * 15)), text));
            rest = rest[cut..].TrimStart();
        }

        return caption;
    }

    /// <summary>Builds a pattern for each agency. An agency is recognised by its pattern and label, never by colour.</summary>
    private static XElement Patterns() => new(
        Svg + "defs",
        Pattern("kk-ice", "M0 6L6 0"),
        Pattern("kk-cbp", "M3 0V6"),
        Pattern("kk-orr", "M2 3h2"),
        Pattern("kk-other", "M0 3H6"));

    private static XElement Pattern(string id, string path) => new(
        Svg + "pattern",
        new XAttribute("id", id), new XAttribute("width", "6"), new XAttribute("height", "6"), new XAttribute("patternUnits", "userSpaceOnUse"),
        new XElement(Svg + "rect", new XAttribute("width", "6"), new XAttribute("height", "6"), new XAttribute("fill", "#fff")),
        Shape(path, ("stroke", Ink), ("stroke-width", "1.5"), ("fill", "none")));

    internal static string PatternOf(string agency) => agency.ToUpperInvariant() switch
    {
        "ICE" or "ERO" => "kk-ice",
        "CBP" or "USBP" or "OFO" => "kk-cbp",
        "ORR" or "HHS" => "kk-orr",
        _ => "kk-other",
    };

    private static XElement Text(PictureLabel label, (string Name, string Value)? attribute = null) => new(
        Svg + "text",
        At(label.Left, label.Top + (label.Size * 0.95)),
        Letters(label.Size),
        // A white edge, so that a line below does not run through the letters.
        new XAttribute("paint-order", "stroke"), new XAttribute("stroke", "#fff"), new XAttribute("stroke-width", "3"),
        attribute is { } given ? new XAttribute(given.Name, given.Value) : null,
        Plain(label.Text));

    private static object[] At(double x, double y) => [new XAttribute("x", N(x)), new XAttribute("y", N(y))];

    private static object[] Letters(double size) => [new XAttribute("font-size", N(size)), new XAttribute("fill", Ink)];

    private static XElement Line(double x1, double y1, double x2, double y2, params (string Name, string Value)[] attributes) => new(
        Svg + "line", new XAttribute("x1", N(x1)), new XAttribute("y1", N(y1)), new XAttribute("x2", N(x2)), new XAttribute("y2", N(y2)), attributes.Select(one => new XAttribute(one.Name, one.Value)));

    private static XElement Shape(string path, params (string Name, string Value)[] attributes) =>
        new(Svg + "path", new XAttribute("d", path), attributes.Select(one => new XAttribute(one.Name, one.Value)));

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Removes characters that XML may not contain. Everything else is escaped on writing.</summary>
    private static string Plain(string text) => string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));
}
