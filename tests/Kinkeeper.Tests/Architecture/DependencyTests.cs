using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Kinkeeper.Platform.Hosting;

namespace Kinkeeper.Tests.Architecture;

/// <summary>
/// Features and their subfolders depend on each other one way (docs/adr/0006-records-at-the-bottom.md). Each check is also run on an
/// order in which one pair is exchanged, and must then find something.
/// </summary>
public sealed class DependencyTests
{
    /// <summary>From the bottom up. Each may use those before it, and Platform.</summary>
    internal static readonly string[] Features =
        ["Records", "Intake", "People", "Evidence", "Policies", "Decisions", "Gate", "Review", "Log", "Families", "Home", "Population", "Demo"];

    /// <summary>Subfolders of a feature, from the bottom up. An empty name is the feature's own folder.</summary>
    private static readonly Dictionary<string, string[]> Subfolders = new(StringComparer.Ordinal)
    {
        ["Records"] = ["", "Words", "Values", "Rows", "Fields"],
        ["Intake"] = ["Reading", "Parsing", "Formats.Agencies", "Formats.Exchange", "Formats", "Storing", ""],
        ["People"] = ["Linkage", "Access", "Search", "Counsel", ""],
        ["Decisions"] =
            ["Recording", "Interview.Texts", "Interview", "Acknowledging", "Amending", "Screening", "Receipts", "Wishes", "Obligations", "Expunging", ""],
        ["Gate"] = ["Manifests", "Rules", "Judging", "Clearances", "Api", "Plans", "Events", "Asking", "Overriding", "Boarding", "Ahead", ""],
        ["Review"] = ["Findings", "Report", "Keeping", "Overview", "Comparing", "Cases", "Duties", ""],
    };

    /// <summary>Subfolders of Platform, from the bottom up. Hosting puts everything together.</summary>
    private static readonly string[] Platform =
        ["", "Csv", "Text", "Database", "Ledger", "Security.Accounts", "Security.Refused", "Security", "Verbs", "Web", "Hosting"];

    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader().LoadAssemblies(typeof(KinkeeperHost).Assembly).Build();

    [Fact]
    public void Features_UseOnlyFeaturesBelowThem()
    {
        Violations(FeatureOf, Features).Should().BeEmpty();
    }

    [Fact]
    public void Review_NeverUsesTheGate()
    {
        Uses(FeatureOf).Where(use => use is { From: "Review", To: "Gate" }).Select(use => use.Text).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Records")]
    [InlineData("Intake")]
    [InlineData("People")]
    [InlineData("Decisions")]
    [InlineData("Gate")]
    [InlineData("Review")]
    public void Subfolders_UseOnlyThoseBelowThem(string feature)
    {
        Violations(type => SubfolderOf(feature, type), Subfolders[feature]).Should().BeEmpty();
    }

    [Fact]
    public void Features_InTheWrongOrder_AreReported()
    {
        foreach ((string below, string above) in new[] { ("Records", "Intake"), ("Evidence", "Gate"), ("Policies", "Review"), ("Population", "Demo"), ("Gate", "Home") })
        {
            Violations(FeatureOf, Exchanged(Features, below, above)).Should().Contain(violation => violation.StartsWith($"{above} uses {below}:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Subfolders_InTheWrongOrder_AreFound()
    {
        foreach ((string feature, string below, string above) in new[] { ("Gate", "Rules", "Judging"), ("Intake", "Parsing", "Storing"), ("Records", "Rows", "Fields") })
        {
            Violations(type => SubfolderOf(feature, type), Exchanged(Subfolders[feature], below, above))
                .Should().Contain(violation => violation.StartsWith($"{above} uses {below}:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void FeaturesAndSubfolders_AreAllKnownToTheOrder()
    {
        Code.Types.Select(type => FeatureOf(type.FullName)).OfType<string>().Distinct().Should().BeSubsetOf(Features);
        foreach (string feature in Features)
        {
            string[] found = [.. Code.Types.Select(type => SubfolderOf(feature, type.FullName)).OfType<string>().Distinct()];
            found.Should().BeSubsetOf(Subfolders.GetValueOrDefault(feature, [""]), "the subfolders of {0} stand in the order above", feature);
        }
    }

    [Fact]
    public void Platform_UsesOnlyWhatIsBelow()
    {
        Violations(PlatformOf, Platform).Should().BeEmpty();
        Violations(PlatformOf, Exchanged(Platform, "Database", "Ledger")).Should().Contain(violation => violation.StartsWith("Ledger uses Database:", StringComparison.Ordinal));
    }

    [Fact]
    public void Platform_UsesNoFeature_ExceptInItsComposition()
    {
        Code.Types
            .Where(type => type.FullName.StartsWith("Kinkeeper.Platform.", StringComparison.Ordinal))
            .SelectMany(type => type.Dependencies.Select(dependency => (From: type.FullName, To: dependency.Target.FullName)))
            .Where(use => use.To.StartsWith("Kinkeeper.Features.", StringComparison.Ordinal) && !use.From.Contains(".Migrations.", StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    private static string[] Exchanged(string[] order, string one, string other) =>
        [.. order.Select(name => name == one ? other : name == other ? one : name)];

    private static List<string> Violations(Func<string, string?> placeOf, string[] order) =>
    [
        .. Uses(placeOf)
            .Where(use => Array.IndexOf(order, use.From) < Array.IndexOf(order, use.To))
            .Select(use => use.Text)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<(string From, string To, string Text)> Uses(Func<string, string?> placeOf) =>
        from type in Code.Types
        let user = placeOf(type.FullName)
        where user is not null
        from dependency in type.Dependencies
        where dependency.Target is not GenericParameter
        let used = placeOf(dependency.Target.FullName)
        where used is not null && used != user
        select (user, used, $"{user} uses {used}: {type.Name} uses {dependency.Target.Name}");

    private static string? FeatureOf(string type)
    {
        const string Prefix = "Kinkeeper.Features.";
        return type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..].Split('.')[0] : null;
    }

    /// <summary>The subfolder of Platform in which a type stands; folders below these count as part of them.</summary>
    private static string? PlatformOf(string type)
    {
        const string Prefix = "Kinkeeper.Platform.";
        return type.StartsWith(Prefix, StringComparison.Ordinal)
            ? Platform.Where(folder => type[Prefix.Length..].StartsWith($"{folder}.", StringComparison.Ordinal)).MaxBy(folder => folder.Length) ?? string.Empty
            : null;
    }

    /// <summary>The subfolder in which a type of the feature stands; null for a type of another feature.</summary>
    private static string? SubfolderOf(string feature, string type)
    {
        string prefix = $"Kinkeeper.Features.{feature}.";
        if (!type.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = type[prefix.Length..];
        int name = rest.LastIndexOf('.');
        return name < 0 ? string.Empty : rest[..name];
    }
}
