using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Kinkeeper.Features.Families;

namespace Kinkeeper.Tests.Features.Families;

/// <summary>Checks for any history that the picture shows all of it, inside its edges, without overlaps.</summary>
public sealed class FamilyPictureTests
{
    private static readonly DateTimeOffset Begin = new(2018, 5, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Usual names, and extreme ones.</summary>
    private static readonly string[] Names =
        ["Dilcia Hernández Pop", "ANA", "María de los Ángeles Guadalupe Xicará de la Cruz y Aguirre", "Juan-Bartolo-Sin-Un-Solo-Espacio-Pop", "<script>alert(1)</script>", "\"/><image href=x onerror=y>", "\u0001\u0000‮", "👩‍👩‍👧‍👦 Wilmer", ""];

    /// <summary>Times within the same hour, minutes, days, and decades later.</summary>
    private static readonly Gen<DateTimeOffset> Moments = Gen.OneOf(
        Gen.Const(Begin), Gen.Int[0, 300].Select(minutes => Begin.AddMinutes(minutes)), Gen.Int[0, 400].Select(days => Begin.AddDays(days)), Gen.Int[0, 40].Select(years => Begin.AddYears(years)));

    private static readonly Gen<FamilyHistory> Histories =
        from parents in Gen.Int[1, 3]
        from children in Gen.Int[0, 6]
        from names in Gen.Int[0, Names.Length - 1].Select(place => Names[place]).Array[parents + children]
        from items in Item(parents + children).Array[0, 60]
        from courses in Gen.Enum<Course>().Array[60]
        select FamilyHistory.Of(
            [.. names.Select((name, lane) => new FamilyLane(name, lane < parents ? "parent, age 33" : "child, age 9", lane >= parents))],
            items.Select((item, place) => item with { Id = $"{place}" }),
            items.Index().Where(one => one.Item.Kind is ItemKind.Decision).SelectMany(decision => items.Index()
                .Where(other => other.Item.Kind is ItemKind.Departure && other.Item.Lane == decision.Item.Lane).Take(1)
                .Select(other => ($"{decision.Index}", $"{other.Index}", courses[decision.Index]))));

    private static Gen<FamilyItem> Item(int lanes) =>
        from kind in Gen.Enum<ItemKind>()
        from lane in Gen.Int[0, lanes - 1]
        from other in Gen.Int[0, lanes - 1]
        from start in Moments
        from end in Moments
        from isOpen in Gen.Bool
        from isSound in Gen.Bool
        from words in Gen.Int[0, Names.Length - 1].Select(place => Names[place])
        select new FamilyItem
        {
            Kind = kind,
            Lane = kind is ItemKind.Policy ? null : lane,
            OtherLane = kind is ItemKind.Separation ? other : null,
            From = start,
            To = kind is ItemKind.Custody && !isOpen && end > start ? end : null,
            Label = kind is ItemKind.Custody ? words : kind is ItemKind.Policy ? "new rule" : string.Empty,
            Sentence = words + " was here.",
            IsSound = isSound,
        };

    [Fact]
    public void Picture_HoldsEveryItemOfTheTable_AndNothingElse() => Histories.Sample(history =>
    {
        if (FamilyPicture.Of(history) is not { } picture)
        {
            history.Items.Should().BeEmpty();
            return;
        }

        picture.Marks.Select(mark => mark.Item).Should().Equal(history.Items);
        picture.Lanes.Select(lane => lane.Lane).Should().Equal(history.Lanes);
        picture.Lines.Select(line => line.Line).Should().BeEquivalentTo(history.Lines);
        foreach (PictureMark mark in picture.Marks.Where(mark => mark.Item.Lane is not null))
        {
            PictureLane lane = picture.Lanes[mark.Item.Lane!.Value];
            mark.Y.Should().BeInRange(lane.Top, lane.Top + lane.Height, "a mark is in its person's lane");
            mark.Label.Text.Should().StartWith(mark.Item.Number.ToString(CultureInfo.InvariantCulture));
        }
    }, iter: 200);

    [Fact]
    public void Picture_HasNothingOutside_AndNoOverlappingLabels() => Histories.Sample(history =>
    {
        if (FamilyPicture.Of(history) is not { } picture)
        {
            return;
        }

        (double Left, double Top, double Right, double Bottom)[] boxes = [.. picture.Labels.Select(label => (label.Left, label.Top, label.Left + label.Width, label.Top + label.Height))];
        foreach ((double left, double top, double right, double bottom) in boxes)
        {
            left.Should().BeGreaterThanOrEqualTo(0);
            top.Should().BeGreaterThanOrEqualTo(0);
            right.Should().BeLessThanOrEqualTo(FamilyPicture.Width);
            bottom.Should().BeLessThanOrEqualTo(picture.Height);
        }

        for (int one = 0; one < boxes.Length; one++)
        {
            for (int other = one + 1; other < boxes.Length; other++)
            {
                bool apart = boxes[one].Right <= boxes[other].Left || boxes[other].Right <= boxes[one].Left || boxes[one].Bottom <= boxes[other].Top || boxes[other].Bottom <= boxes[one].Top;
                apart.Should().BeTrue($"label {one} and label {other} must not lie on each other: {boxes[one]} {boxes[other]}");
            }
        }

        foreach (PictureMark mark in picture.Marks)
        {
            mark.X.Should().BeInRange(0, FamilyPicture.Width);
            mark.EndX.Should().BeInRange(mark.X, FamilyPicture.Width);
        }
    }, iter: 200);

    [Fact]
    public void EarlierIsNeverRightOfLater() => Moments.Array[1, 40].Sample(moments =>
    {
        TimeAxis axis = new(moments, 100, 900);
        double[] places = [.. moments.Order().Select(moment => axis[moment])];
        places.Should().BeInAscendingOrder();
        places.Should().OnlyContain(place => place >= 99.999 && place <= 900.001);
    }, iter: 500);

    [Fact]
    public void Drawing_HoldsEachSentenceOnce_AndEscapesNames() => Histories.Sample(history =>
    {
        if (FamilyPicture.Of(history) is not { } picture)
        {
            return;
        }

        string svg = FamilySvg.Write(picture, Names[4], "hint", item => item.From.ToString("u", CultureInfo.InvariantCulture));
        XElement[] both = [.. XDocument.Parse($"<both>{svg}</both>").Root!.Elements()];
        XElement root = both[1];
        string written = string.Concat(both[0].Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value)).Replace(" ", string.Empty, StringComparison.Ordinal);
        written.Should().Be(string.Concat(history.Lanes.Select(lane => Printable(lane.Name) + lane.About)).Replace(" ", string.Empty, StringComparison.Ordinal), "no name is cut");
        XElement[] marks = [.. root.Elements().Where(element => (string?)element.Attribute("class") == "kk-family__mark")];
        marks.Select(mark => (int)mark.Attribute("data-number")!).Should().Equal(history.Items.Select(item => item.Number));
        marks.Should().OnlyContain(mark => (string?)mark.Attribute("tabindex") == "0" && (string?)mark.Attribute("role") == "img" && ((string?)mark.Attribute("aria-label"))!.Contains("was here."));
        both.Descendants().Select(element => element.Name.LocalName).Should().OnlyContain(name => Known.Contains(name));
        both.Descendants().Attributes().Should().OnlyContain(attribute => !attribute.Name.LocalName.StartsWith("on") && attribute.Name.LocalName != "style");
    }, iter: 100);

    private static string Printable(string name) => name.Replace("\u0001", string.Empty, StringComparison.Ordinal).Replace("\u0000", string.Empty, StringComparison.Ordinal);

    private static readonly HashSet<string> Known = ["defs", "pattern", "rect", "path", "line", "text", "tspan", "g", "title", "circle"];
}
