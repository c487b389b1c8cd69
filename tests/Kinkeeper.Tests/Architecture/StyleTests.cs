using System.Text.RegularExpressions;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Architecture;

/// <summary>Habits of the source that no analyzer checks. Each check is also run on a planted line.</summary>
public sealed partial class StyleTests
{
    private const int MostLines = 400;

    private static readonly string Root = Path.GetDirectoryName(Repository.Locate("README.md"))!;

    private static readonly (string Path, string[] Lines)[] Sources =
    [
        .. new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !IsMade(file))
            .Select(file => (Path.GetRelativePath(Root, file), File.ReadAllLines(file))),
    ];

    [Fact]
    public void Files_HaveAtMost400Lines()
    {
        Sources.Should().HaveCountGreaterThan(500);
        Sources.Where(source => source.Lines.Length > MostLines).Select(source => $"{source.Path}: {source.Lines.Length} lines").Should().BeEmpty();
    }

    [Fact]
    public void Summaries_BeginWithAVerbOrANoun()
    {
        BareOpenings(Sources).Should().BeEmpty();
        BareOpenings([("planted", ["/// <summary>", "/// Whether it stands.", "/// </summary>", "/// <summary>Reads a file.</summary>", "/// <summary>What it is.</summary>"])])
            .Should().Equal("planted:2: Whether", "planted:5: What");
    }

    [Fact]
    public void Documents_NameFilesThatExist()
    {
        string[] documents = [.. Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories).Where(file => !IsMade(file))];
        documents.Should().HaveCountGreaterThan(20);
        documents.SelectMany(document => Missing(Path.GetRelativePath(Root, document), File.ReadAllText(document))).Should().BeEmpty();
        Missing("docs/planted.md", "[gone](gone.md), `docs/gone.md`, `src/Kinkeeper/Gone.cs` and [here](../README.md)")
            .Should().Equal("docs/planted.md: gone.md", "docs/planted.md: docs/gone.md", "docs/planted.md: src/Kinkeeper/Gone.cs");
    }

    [Fact]
    public void Comments_NameDocumentsThatExist()
    {
        Sources
            .SelectMany(source => source.Lines.SelectMany(line => DocumentName().Matches(line)).Select(match => (source.Path, Name: match.Value)))
            .Where(named => !named.Path.EndsWith("StyleTests.cs", StringComparison.Ordinal) && !File.Exists(Path.Combine(Root, named.Name)))
            .Select(named => $"{named.Path}: {named.Name}")
            .Should().BeEmpty();
    }

    [Fact]
    public void Features_EachHaveAReadme()
    {
        Directory.EnumerateDirectories(Path.Combine(Root, "src/Kinkeeper/Features"))
            .Where(feature => !File.Exists(Path.Combine(feature, "README.md")))
            .Select(Path.GetFileName)
            .Should().BeEmpty();
    }

    private static IEnumerable<string> BareOpenings(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        from line in source.Lines.Index()
        let text = line.Item.Trim() is var own && line.Index > 0 && source.Lines[line.Index - 1].Trim() == "/// <summary>" ? $"/// <summary>{own[3..].Trim()}" : own
        let opening = BareOpening().Match(text)
        where opening.Success
        select $"{source.Path}:{line.Index + 1}: {opening.Groups[1].Value}";

    private static IEnumerable<string> Missing(string document, string text) =>
        from match in Link().Matches(text).Concat(CodePath().Matches(text))
        let name = match.Groups[1].Value.Split('#')[0]
        where name.Length > 0 && !name.Contains("://", StringComparison.Ordinal)
        let beside = Path.Combine(Root, Path.GetDirectoryName(document)!, name)
        where !Path.Exists(beside) && !Path.Exists(Path.Combine(Root, name))
        select $"{document}: {name}";

    private static bool IsMade(string file) =>
        file.Contains("/artifacts/", StringComparison.Ordinal) || file.Contains("/Migrations/", StringComparison.Ordinal) || file.Contains("/node_modules/", StringComparison.Ordinal)
        || file.Contains("/obj/", StringComparison.Ordinal);

    [GeneratedRegex(@"^/// <summary>(What|Who|Whom|Whose|Whether|Where|When|How|Which|That)\b")]
    private static partial Regex BareOpening();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:docs|src|tests|bench)/[\w./-]+\.\w+)`")]
    private static partial Regex CodePath();

    [GeneratedRegex(@"\bdocs/[\w/-]+\.md\b")]
    private static partial Regex DocumentName();
}
