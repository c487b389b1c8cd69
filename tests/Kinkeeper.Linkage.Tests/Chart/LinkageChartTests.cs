using System.Xml;
using System.Xml.Linq;
using Kinkeeper.Linkage.Chart;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Chart;

public sealed class LinkageChartTests
{
    private const string Hostile = "<script>alert('x')</script>&\"";

    private static readonly Linker People = Linker.Create(
        Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1, tf: "name"), Models.Exact("town", 0.8, 0), Models.Exact("sex")),
        Models.Numbered(
            "people", ["name", "town", "sex"], [[Hostile, "a", "F"], [Hostile, "b", null], ["eva", "b", "F"], ["eva", "b", "F"]]));

    private static readonly XDocument Page = Read(LinkageChart.Html(
        People.Model,
        [LinkageChart.Pair(People, 1, 0), LinkageChart.Pair(People, 2, 3)],
        [new ChartCluster(["1", "2", Hostile], [(0, 1, 3.5, 0.92), (1, 2, double.PositiveInfinity, 1)])]));

    [Fact]
    public void Html_Page_HasNoScriptAndMakesNoRequest()
    {
        Page.Descendants("script").Should().BeEmpty();
        Page.Descendants().Attributes().Should().NotContain(attribute =>
            attribute.Name.LocalName == "src" || attribute.Name.LocalName == "href"
                || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Value.Contains("url("));
        Page.Descendants("style").Single().Value.Should().NotContain("url(").And.NotContain("@import");
        Page.Descendants("meta").Attributes("content").Select(content => content.Value).Should()
            .Contain("default-src 'none'; style-src 'unsafe-inline'");
    }

    [Fact]
    public void Html_EveryPicture_HasATitleADescriptionAndATable()
    {
        XElement[] figures = [.. Page.Descendants("figure")];
        figures.Should().HaveCount(5, "weights, parameters, two pairs, one cluster");
        foreach (XElement figure in figures)
        {
            XElement svg = figure.Elements("svg").Single();
            svg.Attribute("role")!.Value.Should().Be("img");
            string[] names = svg.Attribute("aria-labelledby")!.Value.Split(' ');
            names.Should().Equal(svg.Elements("title").Concat(svg.Elements("desc")).Select(element => element.Attribute("id")!.Value));
            XElement table = figure.ElementsAfterSelf("details").First().Elements("table").Single();
            table.Elements("caption").Single().Value.Should().NotBeEmpty();
            table.Descendants("th").Should().OnlyContain(header => header.Attribute("scope") != null);
            table.Element("tbody")!.Elements("tr").Should().NotBeEmpty();
        }

        Page.Descendants().Attributes("id").Select(id => id.Value).Should().OnlyHaveUniqueItems();
        Page.Root!.Attribute("lang")!.Value.Should().Be("en");
        Page.Descendants("h1").Should().ContainSingle();
    }

    [Fact]
    public void Html_WaterfallsTable_AddsUpToTheScore()
    {
        Explanation explanation = People.Explain(0, 1);
        XElement table = Page.Descendants("table").ElementAt(2);

        string[] weights = [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements().ElementAt(4).Value)];

        weights[1..^1].Should().Equal(explanation.Evidence.Select(evidence => Kinkeeper.Linkage.Chart.Page.Weight(evidence.Weight)));
        weights[^1].Should().Be(Kinkeeper.Linkage.Chart.Page.Weight(explanation.Weight));
        table.Value.Should().Contain(Hostile).And.Contain("not recorded");
    }

    [Fact]
    public void Html_CertainEvidence_IsDrawnWithinThePicture()
    {
        Page.Descendants("table").ElementAt(3).Value.Should().Contain("+∞");
        Page.Descendants("rect").Concat(Page.Descendants("line")).Attributes().Should()
            .NotContain(attribute => attribute.Value.Contains("NaN") || attribute.Value.Contains('∞'));
    }

    [Fact]
    public void Html_ModelWithoutProbabilities_MarksThemAsDefaults()
    {
        XDocument page = Read(LinkageChart.Html(Models.Of([], Models.Exact("name"))));

        page.Descendants("table").ElementAt(1).Value.Should().Contain("both by default, not estimated");
    }

    [Fact]
    public void Save_MissingFolder_NamesIt()
    {
        using TemporaryFolder folder = new();
        Action save = () => LinkageChart.Save(folder.File("none/page.html"), "");

        save.Should().Throw<LinkageException>().WithMessage("*none*");
    }

    private static XDocument Read(string html)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
