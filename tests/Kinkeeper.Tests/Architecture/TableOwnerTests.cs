using System.Text.RegularExpressions;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Architecture;

/// <summary>SQL in a feature names only tables of that feature and of those below it: a table is used as a type is.</summary>
public sealed partial class TableOwnerTests
{
    private static readonly string Source = Repository.Locate("src/Kinkeeper");

    private static readonly (string Path, string Text)[] Files =
    [
        .. Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .Select(file => (Path.GetRelativePath(Source, file), File.ReadAllText(file))),
    ];

    /// <summary>The feature that maps each table.</summary>
    private static readonly Dictionary<string, string> Owner = Files
        .SelectMany(file => Mapping().Matches(file.Text).Select(match => (Table: match.Groups[1].Value, Place: PlaceOf(file.Path))))
        .ToDictionary(entry => entry.Table, entry => entry.Place, StringComparer.Ordinal);

    [Fact]
    public void Sql_NamesOnlyTablesBelow()
    {
        Owner.Should().HaveCountGreaterThan(30);
        Violations(Files, ["Platform", .. DependencyTests.Features]).Should().BeEmpty();
    }

    [Fact]
    public void Sql_OfAFeatureAbove_IsFound()
    {
        (string, string)[] planted = [(Path.Combine("Features", "Evidence", "Planted.cs"), "\"SELECT id FROM clearances JOIN records ON 1 = 1\"")];
        Violations(planted, ["Platform", .. DependencyTests.Features]).Should().Equal("Features/Evidence/Planted.cs names clearances of Gate");
    }

    private static IEnumerable<string> Violations(IEnumerable<(string Path, string Text)> files, string[] order) =>
        from file in files
        from Match match in TableName().Matches(file.Text)
        let table = match.Groups[1].Value
        where Owner.ContainsKey(table) && Array.IndexOf(order, Owner[table]) > Array.IndexOf(order, PlaceOf(file.Path))
        select $"{file.Path} names {table} of {Owner[table]}";

    private static string PlaceOf(string path)
    {
        string[] parts = path.Split(Path.DirectorySeparatorChar);
        return parts[0] == "Features" ? parts[1] : parts[0];
    }

    [GeneratedRegex("""(?:ToTable|builder\.Imported)\("(\w+)"\)""")]
    private static partial Regex Mapping();

    /// <summary>A table after the words of SQL that name one.</summary>
    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)")]
    private static partial Regex TableName();
}
