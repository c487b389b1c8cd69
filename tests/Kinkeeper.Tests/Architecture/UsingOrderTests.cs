using System.Text.RegularExpressions;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Architecture;

/// <summary>
/// Checks that usings are in the order of <c>dotnet format</c>: System first, then by name. The compiler does not check this, and the
/// tool takes as long as compiling half of the solution.
/// </summary>
public sealed partial class UsingOrderTests
{
    [Fact]
    public void Usings_OfEverySource_AreInOrder()
    {
        string[] sources =
        [
            .. ((string[])["src", "tests", "bench"]).SelectMany(folder => Directory.EnumerateFiles(Repository.Locate(folder), "*.cs", SearchOption.AllDirectories))
                .Where(source => !source.Contains("/Migrations/", StringComparison.Ordinal)),
        ];

        sources.Should().HaveCountGreaterThan(100);
        sources.Where(source => !IsInOrder(File.ReadLines(source))).Should().BeEmpty("dotnet format Kinkeeper.slnx puts them in order");
    }

    [Theory]
    [InlineData("using System.Text;\nusing Kinkeeper;\nusing Kinkeeper.Platform;\nusing Short = Kinkeeper.Tests.Support;", true)]
    [InlineData("using Kinkeeper;\nusing System.Text;", false)]
    [InlineData("using System.Text;\nusing System;", false)]
    [InlineData("using Xunit;\nusing Kinkeeper.Platform;", false)]
    [InlineData("using Short = Kinkeeper.Platform;\nusing Kinkeeper.Tests;", false)]
    public void Usings_OutOfOrder_AreReported(string text, bool isInOrder) => IsInOrder(text.Split('\n')).Should().Be(isInOrder);

    private static bool IsInOrder(IEnumerable<string> lines)
    {
        string[] usings =
        [
            .. lines.Select(line => Using().Match(line)).Where(match => match.Success)
                .Select(match => $"{(match.Groups["alias"].Success ? 1 : 0)}{(match.Groups["system"].Success ? 0 : 1)}{match.Groups["name"].Value.Replace('.', ' ')}"),
        ];
        return usings.SequenceEqual(usings.Order(StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^using (?<alias>\w+ = )?(?<name>(?<system>System\b)?[\w.]*);$", RegexOptions.ExplicitCapture)]
    private static partial Regex Using();
}
