using ArchUnitNET.Loader;
using Kinkeeper.Platform;

namespace Kinkeeper.Tests.Architecture;

/// <summary>Checks that features depend on each other in one direction only (docs/adr/0001-one-folder-one-capability.md).</summary>
public sealed class DependencyTests
{
    /// <summary>The order of features. Each may use those after it, and Platform. Population makes files and uses no feature.</summary>
    private static readonly string[] Order =
        ["FamilyAccess", "Oversight", "Sharing", "Tracing", "Review", "Clearance", "Decisions", "People", "Intake"];

    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader()
        .LoadAssemblies(typeof(KinkeeperHost).Assembly)
        .Build();

    [Fact]
    public void Features_UseOnlyFeaturesBelowThem()
    {
        Violations(Order).Should().BeEmpty();
    }

    [Fact]
    public void Features_InTheWrongOrder_AreReported()
    {
        Violations([.. Order.Reverse()]).Should().Contain(violation => violation.StartsWith("Review uses Clearance", StringComparison.Ordinal));
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

    [Fact]
    public void Features_AreAllInTheOrder()
    {
        Code.Types
            .Select(type => FeatureOf(type.FullName))
            .OfType<string>()
            .Distinct()
            .Should().BeSubsetOf([.. Order, "Population", "Demo"]);
    }

    private static List<string> Violations(string[] order) =>
    [
        .. Code.Types
            .SelectMany(type => type.Dependencies.Select(dependency => (From: FeatureOf(type.FullName), To: FeatureOf(dependency.Target.FullName), Type: type, Target: dependency.Target)))
            .Where(use => use.From is not null && use.To is not null && use.From != use.To && order.Contains(use.From) && order.Contains(use.To))
            .Where(use => Array.IndexOf(order, use.From) > Array.IndexOf(order, use.To))
            .Select(use => $"{use.From} uses {use.To}: {use.Type.Name} uses {use.Target.Name}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static string? FeatureOf(string type)
    {
        const string Prefix = "Kinkeeper.Features.";
        return type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..].Split('.')[0] : null;
    }
}
