using System.Text.RegularExpressions;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Architecture;

/// <summary>docs/events.md lists each kind of log entry with the file that writes it, and nothing else.</summary>
public sealed partial class EventsDocumentTests
{
    private static readonly string Source = Repository.Locate("src/Kinkeeper");

    [Fact]
    public void Document_ListsEachEntryWithItsFile()
    {
        string[] documented = [.. File.ReadLines(Repository.Locate("docs/events.md")).Select(line => Row().Match(line)).Where(row => row.Success).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}")];
        documented.Should().BeEquivalentTo(Written());
    }

    private static IEnumerable<string> Written() =>
        from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Source, file).Replace('\\', '/')
        let text = string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)))
        from kind in Call().Matches(text).SelectMany(call => Kind().Matches(call.Value)).Select(kind => kind.Groups[1].Value)
            .Concat(Redaction().Matches(text).Select(match => match.Groups[1].Value)).Distinct()
        select $"{kind} {path}";

    [GeneratedRegex(@"^\| `([a-z-]+)` \|.*\| `([^`]+)` \|$")]
    private static partial Regex Row();

    /// <summary>The beginning of a call that adds an entry, up to its second argument.</summary>
    [GeneratedRegex("""\b(?:Append|AppendNew|AddEvent|Log)\(\s*(?:\w+,\s*)*(?:[\w.]+ == [\w.]+\s*\?\s*)?"[a-z]+(?:-[a-z]+)+"(?:\s*:\s*"[a-z]+(?:-[a-z]+)+")?""")]
    private static partial Regex Call();

    [GeneratedRegex("""
        "([a-z]+(?:-[a-z]+)+)"
        """)]
    private static partial Regex Kind();

    [GeneratedRegex("""const string Redaction = "(\w+)";""")]
    private static partial Regex Redaction();
}
