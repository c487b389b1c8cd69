using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>The verb <c>review compare</c>: compares two versions of a list (added, removed, changed).</summary>
internal static class CompareVerb
{
    public static Command Command()
    {
        Argument<string> first = new("first") { Description = "The earlier version: a file, or import:N for a past import.", HelpName = "FIRST" };
        Argument<string> second = new("second") { Description = "The later version: a file, or import:N for a past import.", HelpName = "SECOND" };
        Option<string?> format = new("--as") { Description = "The format of both files. Without it, the columns of the first decide. To see the formats: kinkeeper import --list", HelpName = "FORMAT" };
        Option<string?> key = new("--key") { Description = "The columns that identify a row, separated by commas. Without it: the row's id, otherwise its A-numbers.", HelpName = "COLUMNS" };
        return new Command("compare", "Compares two versions of a list, row by row: added, removed and changed rows.") { first, second, format, key }
            .Runs(async (context, parsed, _) =>
            {
                Store store = context.Services.GetRequiredService<Store>();
                ListsCompared compared = CompareVersions.Of(
                    ListVersion.Named(parsed.GetValue(first)!, store), ListVersion.Named(parsed.GetValue(second)!, store), parsed.GetValue(format), parsed.GetValue(key));
                if (context.Json)
                {
                    context.WriteJson(new
                    {
                        compared.Format,
                        compared.Comparison.Added,
                        compared.Comparison.Removed,
                        compared.Comparison.Changed,
                        compared.Comparison.Same,
                        Differences = compared.Comparison.Differences.Select(difference => new
                        {
                            difference.Key,
                            First = difference.First?.Row,
                            Second = difference.Second?.Row,
                            Columns = compared.Changes(difference)?.Select(change => change.Column),
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

    private static async Task PrintAsync(ListsCompared lists, TextWriter output)
    {
        ListComparison<ListRow> compared = lists.Comparison;
        await output.WriteLineAsync($"Added {compared.Added:N0}, removed {compared.Removed:N0}, changed {compared.Changed:N0}, the same {compared.Same:N0}.");
        foreach (ListDifference<ListRow> difference in compared.Differences)
        {
            await output.WriteLineAsync(difference switch
            {
                { First: null } => $"  added    {difference.Key} (row {difference.Second!.Row} of the second)",
                { Second: null } => $"  removed  {difference.Key} (row {difference.First.Row} of the first)",
                _ => $"  changed  {difference.Key}: {string.Join(", ", lists.Changes(difference)!.Select(change => change.Column))}",
            });
        }
    }
}
