using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary><c>review compare</c>: two versions of a list, added and removed and changed.</summary>
internal static class CompareVerb
{
    public static Command Command()
    {
        Argument<string> first = new("first") { Description = "The earlier version.", HelpName = "FIRST" };
        Argument<string> second = new("second") { Description = "The later version.", HelpName = "SECOND" };
        Option<string> format = new("--as") { Description = "The format of both; kinkeeper import --list shows them.", HelpName = "FORMAT", Required = true };
        Option<string?> key = new("--key") { Description = "The columns that identify a row, separated by commas; without it the row's id, or else the A-numbers in it.", HelpName = "COLUMNS" };
        return new Command("compare", "Compares two versions of a list, row by row: what was added, what is gone, and what changed.") { first, second, format, key }
            .Runs(async (context, parsed, _) =>
            {
                string[]? keyed = parsed.GetValue(key)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                ListComparison<ListRow> compared = CompareLists.Of(
                    ListFile.Read(parsed.GetValue(first)!, parsed.GetValue(format)!, keyed), ListFile.Read(parsed.GetValue(second)!, parsed.GetValue(format)!, keyed));
                if (context.Json)
                {
                    context.WriteJson(new
                    {
                        compared.Added,
                        compared.Removed,
                        compared.Changed,
                        compared.Same,
                        Differences = compared.Differences.Select(difference => new
                        {
                            difference.Key,
                            First = difference.First?.Row,
                            Second = difference.Second?.Row,
                            Columns = difference is { First: { } before, Second: { } after } ? ListFile.ChangedColumns(before, after) : null,
                        }),
                    });
                }
                else
                {
                    await PrintAsync(compared, context.Output);
                }

                return ExitCode.Done;
            });
    }

    private static async Task PrintAsync(ListComparison<ListRow> compared, TextWriter output)
    {
        await output.WriteLineAsync($"Added {compared.Added:N0}, removed {compared.Removed:N0}, changed {compared.Changed:N0}, the same {compared.Same:N0}.");
        foreach (ListDifference<ListRow> difference in compared.Differences)
        {
            await output.WriteLineAsync(difference switch
            {
                { First: null } => $"  added    {difference.Key} (row {difference.Second!.Row} of the second)",
                { Second: null } => $"  removed  {difference.Key} (row {difference.First.Row} of the first)",
                _ => $"  changed  {difference.Key}: {string.Join(", ", ListFile.ChangedColumns(difference.First, difference.Second))}",
            });
        }
    }
}
