using System.CommandLine;
using System.Globalization;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Comparing;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Report;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Review;

/// <summary>The verb <c>review</c>, which judges past removals.</summary>
public static class ReviewVerb
{
    public static Command Command()
    {
        Option<DateOnly?> from = new("--from") { Description = "First day of departure, UTC.", HelpName = "YYYY-MM-DD" };
        Option<DateOnly?> to = new("--to") { Description = "Last day of departure, UTC.", HelpName = "YYYY-MM-DD" };
        Option<string> policy = new("--policy")
        {
            Description = $"The policy to judge by, or {PolicyShelf.InForce} for the policy in force on each day.",
            HelpName = "ID",
            DefaultValueFactory = _ => PolicyShelf.Default,
        };
        Option<string?> report = new("--report") { Description = "Also write a report: .html, .xlsx or .csv.", HelpName = "FILE" };
        Option<bool> publish = new("--publish") { Description = "Withhold counts of 1 to 10, so that the report can be published." };
        return new Command("review", "Reviews past removals: which parents left without a record of what they wanted for each child.") { from, to, policy, report, publish, CompareVerb.Command() }
            .Runs(async (context, parsed, cancellation) =>
            {
                ReviewRequest request = new(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(policy)!);
                if (request.From > request.To)
                {
                    throw new RefusalException("period-reversed", "The date in --from is later than the date in --to. Swap them.");
                }

                string? file = parsed.GetValue(report);
                if (file is not null)
                {
                    ReviewReport.CheckName(file);
                }

                ReviewResult result = context.Services.GetRequiredService<ReviewRemovals>().Execute(request);
                if (file is not null)
                {
                    ReviewReport.Write(result, file, parsed.GetValue(publish));
                }

                if (context.Json)
                {
                    context.WriteJson(ReviewJson.Of(result));
                }
                else
                {
                    await PrintAsync(result, context.Output);
                    if (file is not null)
                    {
                        await context.Output.WriteLineAsync($"Report: {file}");
                    }
                }

                return ExitCode.Done;
            });
    }

    /// <summary>Prints the finding in plain words. <c>start</c> prints it too.</summary>
    public static async Task PrintAsync(ReviewResult result, TextWriter output)
    {
        if (result.Inputs.Synthetic)
        {
            await output.WriteLineAsync("SYNTHETIC DATA: nobody in it exists.");
        }

        await output.WriteLineAsync($"Removals {ReportNotes.Period(result.Request)}, judged by {result.Request.Policy}: {result.Removals:N0}");
        await output.WriteLineAsync($"Parents removed, with children under 18 on record: {result.ParentsBy.Total:N0} (children: {result.ChildrenBy.Total:N0})");
        await output.WriteLineAsync();
        await output.WriteLineAsync($"At least {result.ParentsBy.Undocumented:N0} parents were removed without any record of what they wanted for a child.");
        await output.WriteLineAsync();
        await output.WriteLineAsync("                                                                parents   children");
        foreach (FindingClass found in Enum.GetValues<FindingClass>())
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {FindingText.Sentence(found),-60}{result.ParentsBy[found],9:N0}{result.ChildrenBy[found],11:N0}"));
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(
            $"What the parent wanted was honored for {result.Honored.Yes:N0} children and not honored for {result.Honored.No:N0}; for {result.Honored.CannotTell:N0} nobody can tell.");
        if (result.Inputs.Unfinished > 0)
        {
            await output.WriteLineAsync($"{result.Inputs.Unfinished} imports have not finished. Run them again, then repeat this review.");
        }
    }
}
