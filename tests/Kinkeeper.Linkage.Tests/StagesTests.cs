using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests;

/// <summary>Fixes the order of the library's stages: a stage uses only the stages before it. Read from the compiled code.</summary>
public sealed class StagesTests
{
    private const string Linker = "Linker";

    private static readonly string[] Order =
    [
        "Text", "Tables", "Names", "Sql", "Model", "Persons", "Compare", "Compile", "Blocking", "Score", "Index", "Cluster",
        Linker, "Train", "Evaluate", "Chart", "Run",
    ];

    private static readonly IReadOnlyCollection<TypeReference> References = CompiledReferences.Of(
        typeof(LinkageException).Assembly.Location);

    [Fact]
    public void Stage_UsesOnlyEarlierStages() => References
        .Where(reference => Place(reference.From) is { } from && Place(reference.To) is { } to && to > from)
        .Select(reference => reference.ToString()).Should().BeEmpty("a stage uses only the stages before it");

    [Fact]
    public void EveryFolder_HasAPlaceInTheOrder() => References
        .SelectMany(reference => (string[])[reference.From, reference.To]).Select(Stage).OfType<string>().Distinct()
        .Should().BeEquivalentTo(Order);

    [Fact]
    public void LinkageException_UsesNoStage() => References
        .Where(reference => reference.From == typeof(LinkageException).FullName && Stage(reference.To) is not null)
        .Should().BeEmpty("every stage throws it");

    [Fact]
    public void Readme_TableOfStages_HasTheSameOrder()
    {
        string section = File.ReadAllText(Repository.File("src", "Kinkeeper.Linkage", "README.md")).Split("## Stages")[1].Split("\n## ")[0];

        section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])
            .Should().Equal(Order);
    }

    private static int? Place(string type) => Stage(type) is { } stage ? Array.IndexOf(Order, stage) : null;

    /// <summary>Returns the folder of a type; null for <see cref="LinkageException"/>, which belongs to no stage.</summary>
    private static string? Stage(string type) => type == typeof(LinkageException).FullName ? null
        : type["Kinkeeper.Linkage.".Length..].Split('.') is [string folder, _, ..] ? folder
        : Linker;
}
