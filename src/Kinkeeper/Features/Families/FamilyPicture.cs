using System.Globalization;

namespace Kinkeeper.Features.Families;

/// <summary>A text in the picture, with the space reserved for it.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Width">The width, never less than the text needs.</param>
/// <param name="Text">The text.</param>
/// <param name="Size">The font size.</param>
public sealed record PictureLabel(double Left, double Top, double Width, string Text, double Size = FamilyPicture.LetterSize)
{
    public double Height => Size * 1.2;
}

/// <summary>One item as drawn.</summary>
/// <param name="Item">The item.</param>
/// <param name="X">The position of its start.</param>
/// <param name="EndX">The position of its end; the same as the start if it has no duration.</param>
/// <param name="Y">The middle of the shape.</param>
/// <param name="Label">Its number in the table, with a word if the shape needs one.</param>
public sealed record PictureMark(FamilyItem Item, double X, double EndX, double Y, PictureLabel Label);

/// <summary>One person's lane as drawn.</summary>
public sealed record PictureLane(FamilyLane Lane, double Top, double Height, IReadOnlyList<PictureLabel> Labels);

/// <summary>A decision's line: down from it, along its own track, and up to the departure.</summary>
public sealed record PictureLine(FamilyLine Line, double FromX, double FromY, double TrackY, double ToX, double ToY);

/// <summary>
/// The layout of the picture of a family over time: sizes and positions only. A test can therefore check that nothing is missing,
/// outside, or overlapping.
/// </summary>
public sealed class FamilyPicture
{
    public const double Width = 1040;
    public const double LetterSize = 12;
    public const double MarkSize = 12;
    public const double BarHeight = 12;

    /// <summary>The width of the column of names. Nothing else is drawn in it.</summary>
    public const double NamesWidth = 178;

    private const double PlotLeft = 186;
    private const double PlotRight = 985;
    private const double RowHeight = 24;
    private const double BarRowHeight = 32;
    private const double TrackHeight = 8;
    private const double SmallLetterSize = 11;
    private const int LettersOfAName = 20;
    private const int LettersOfAnAge = 22;
    private const int LettersOfALabel = 60;

    private FamilyPicture()
    {
    }

    public double Height { get; private set; }

    /// <summary>True if the text prints larger on upright paper than on landscape paper.</summary>
    public bool IsTall => Height > 900;

    public IReadOnlyList<PictureLane> Lanes { get; private set; } = [];

    public IReadOnlyList<PictureMark> Marks { get; private set; } = [];

    public IReadOnlyList<PictureLine> Lines { get; private set; } = [];

    /// <summary>The days of events, as many as fit.</summary>
    public IReadOnlyList<(double X, PictureLabel Label)> Days { get; private set; } = [];

    public IReadOnlyList<double> Cuts { get; private set; } = [];

    /// <summary>The vertical range in which departures and policies draw their lines.</summary>
    public (double Top, double Bottom) Plot { get; private set; }

    /// <summary>All texts except the captions, which are shown one at a time.</summary>
    public IEnumerable<PictureLabel> Labels => [.. Marks.Select(mark => mark.Label), .. Lanes.SelectMany(lane => lane.Labels), .. Days.Select(day => day.Label)];

    /// <summary>Lays out a history; null if no dated event is on record.</summary>
    public static FamilyPicture? Of(FamilyHistory history)
    {
        if (history.Items.Count == 0)
        {
            return null;
        }

        TimeAxis axis = new(history.Items.SelectMany(item => (IEnumerable<DateTimeOffset>)[item.From, item.To ?? item.From]), PlotLeft, PlotRight);
        FamilyPicture picture = new() { Cuts = axis.Cuts };
        List<PictureMark> marks = [];
        Rows policies = new();
        foreach (FamilyItem item in history.Items.Where(item => item.Lane is null))
        {
            (double left, double width) = LabelOf(item, axis[item.From]);
            int row = policies.Take(left, left + width);
            marks.Add(new PictureMark(item, axis[item.From], axis[item.From], 4 + (row * 16) + 7, new PictureLabel(left, 4 + (row * 16), width, Text(item))));
        }

        double top = 8 + (policies.Count * 16);
        picture.Plot = (top, top);
        List<PictureLane> lanes = [];
        List<PictureLine> lines = [];
        foreach ((int lane, FamilyLane who) in history.Lanes.Index())
        {
            PictureLabel[] labels = LaneLabels(who, top);
            double height = Math.Max(DrawLane(history, lane, axis, top, marks, lines), labels[^1].Top + labels[^1].Height + 5 - top);
            lanes.Add(new PictureLane(who, top, height, labels));
            top += height;
        }

        picture.Plot = (picture.Plot.Top, top);
        picture.Days = DaysOf(history, axis, top + 8);
        picture.Height = top + 28;
        picture.Lanes = lanes;
        picture.Marks = [.. marks.OrderBy(mark => mark.Item.Number)];
        picture.Lines = lines;
        return picture;
    }

    /// <summary>Returns a width that fits any letters of the page's font. Capitals are the widest.</summary>
    public static double WidthOf(string text, double size = LetterSize) => (new StringInfo(text).LengthInTextElements * size * 0.72) + 4;

    private static double DrawLane(FamilyHistory history, int lane, TimeAxis axis, double top, List<PictureMark> marks, List<PictureLine> lines)
    {
        Rows bars = new();
        Rows signs = new();
        FamilyItem[] own = [.. history.Items.Where(item => item.Lane == lane)];
        foreach (FamilyItem item in own.Where(item => item.Kind is ItemKind.Custody))
        {
            double x = axis[item.From];
            // Custody without an end on record continues to the edge, and is drawn open.
            double end = item.To is { } to ? Math.Max(axis[to], x + 3) : PlotRight + 20;
            (double left, double width) = LabelOf(item, x);
            int row = bars.Take(Math.Min(x, left), Math.Max(end, left + width));
            double at = top + 4 + (row * BarRowHeight);
            marks.Add(new PictureMark(item, x, end, at + 16 + (BarHeight / 2), new PictureLabel(left, at, width, Text(item))));
        }

        double signsTop = top + 4 + (bars.Count * BarRowHeight);
        foreach (FamilyItem item in own.Where(item => item.Kind is not ItemKind.Custody))
        {
            double x = axis[item.From];
            double width = WidthOf(Text(item));
            int row = signs.Take(x - MarkSize, x + MarkSize + width);
            double at = signsTop + (row * RowHeight);
            marks.Add(new PictureMark(item, x, x, at + (RowHeight / 2), new PictureLabel(x + MarkSize, at + 4, width, Text(item))));
        }

        double tracksTop = signsTop + (signs.Count * RowHeight) + 4;
        FamilyLine[] governed = [.. history.Lines.Where(line => line.Decision.Lane == lane)];
        foreach ((int track, FamilyLine line) in governed.Index())
        {
            PictureMark? from = marks.Find(mark => mark.Item.Number == line.Decision.Number);
            PictureMark? to = marks.Find(mark => mark.Item.Number == line.Departure.Number);
            if (from is not null && to is not null)
            {
                lines.Add(new PictureLine(line, from.X, from.Y, tracksTop + (track * TrackHeight), to.X, to.Y));
            }
        }

        return Math.Max(58, tracksTop + (governed.Length * TrackHeight) + 4 - top);
    }

    private static string Text(FamilyItem item)
    {
        string number = item.Number.ToString(CultureInfo.InvariantCulture);
        return item.Label.Length == 0 ? number : $"{number} {Cut(item.Label, LettersOfALabel)}";
    }

    /// <summary>Places a label next to its position, or to the left at the picture's edge.</summary>
    private static (double Left, double Width) LabelOf(FamilyItem item, double x)
    {
        double width = WidthOf(Text(item));
        return (Math.Min(x, Width - 4 - width), width);
    }

    /// <summary>Builds the labels of a lane. A name and the text about a person are wrapped, never cut.</summary>
    private static PictureLabel[] LaneLabels(FamilyLane lane, double top)
    {
        double at = top + 5;
        List<PictureLabel> labels = [];
        Write(lane.Name, LettersOfAName, LetterSize, 16);
        Write(lane.About, LettersOfAnAge, SmallLetterSize, 14);
        return [.. labels];

        void Write(string text, int letters, double size, double height)
        {
            foreach (string line in Broken(text, letters))
            {
                labels.Add(new PictureLabel(4, at, WidthOf(line, size), line, size));
                at += height;
            }
        }
    }

    /// <summary>Wraps text between words, and within a word only if it is longer than a line.</summary>
    private static List<string> Broken(string text, int letters)
    {
        List<string> lines = [];
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            StringInfo rest = new(word);
            if (line.Length > 0 && LettersIn(line) + 1 + rest.LengthInTextElements <= letters)
            {
                line += $" {word}";
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            while (rest.LengthInTextElements > letters)
            {
                string part = rest.SubstringByTextElements(0, letters);
                part = part.LastIndexOf('-') is > 0 and var hyphen ? part[..(hyphen + 1)] : part;
                lines.Add(part);
                rest = new StringInfo(rest.String[part.Length..]);
            }

            line = rest.String;
        }

        return line.Length > 0 || lines.Count == 0 ? [.. lines, line] : lines;
    }

    private static int LettersIn(string text) => new StringInfo(text).LengthInTextElements;

    private static string Cut(string text, int longest)
    {
        StringInfo whole = new(text);
        return whole.LengthInTextElements <= longest ? text : whole.SubstringByTextElements(0, longest - 1) + "…";
    }

    private static List<(double X, PictureLabel Label)> DaysOf(FamilyHistory history, TimeAxis axis, double top)
    {
        List<(double, PictureLabel)> days = [];
        double free = NamesWidth;
        foreach (DateTimeOffset at in history.Items.SelectMany(item => (IEnumerable<DateTimeOffset>)[item.From, item.To ?? item.From]).Distinct().Order())
        {
            string text = at.ToString("d", CultureInfo.CurrentCulture);
            double width = WidthOf(text);
            double left = Math.Clamp(axis[at] - (width / 2), NamesWidth, Width - 4 - width);
            if (left >= free)
            {
                days.Add((axis[at], new PictureLabel(left, top, width, text)));
                free = left + width + 6;
            }
        }

        return days;
    }

    /// <summary>Assigns each item to the first row where it overlaps nothing.</summary>
    private sealed class Rows
    {
        private readonly List<List<(double Left, double Right)>> _rows = [];

        public int Count => _rows.Count;

        public int Take(double left, double right)
        {
            int row = _rows.FindIndex(taken => taken.TrueForAll(other => right + 2 <= other.Left || left >= other.Right + 2));
            if (row < 0)
            {
                row = _rows.Count;
                _rows.Add([]);
            }

            _rows[row].Add((left, right));
            return row;
        }
    }
}
