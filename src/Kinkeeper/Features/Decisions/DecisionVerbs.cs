using System.CommandLine;
using Kinkeeper.Features.Decisions.Acknowledging;
using Kinkeeper.Features.Decisions.Amending;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Decisions;

/// <summary>The verbs <c>decision record|acknowledge|amend|revoke|show</c>. Each calls one use case.</summary>
internal static class DecisionVerbs
{
    public static Command Command() => new("decision", "What one parent decided about one child: record, acknowledge, amend, revoke, show.")
    {
        Record(), Acknowledge(), Amend(), Revoke(), Show(),
    };

    private static Argument<string> Id() => new("decision") { Description = "The decision's id.", HelpName = "DECISION" };

    private static Command Record()
    {
        Argument<string> file = new("file") { Description = "A JSON object with the columns of the exchange file decisions.", HelpName = "FILE.json" };
        return new Command("record", "Records a decision. Missing fields are recorded as missing and listed.") { file }
            .Runs((context, parsed, _) => AnswerAsync(
                context, context.Services.GetRequiredService<RecordDecision>().Execute(DecisionDraft.Parse(Read(parsed.GetValue(file)!)))));
    }

    private static Command Acknowledge()
    {
        Argument<string> id = Id();
        Option<string> supervisor = new("--supervisor") { Description = "The supervisor who acknowledges, not the officer who took it.", HelpName = "WHO", Required = true };
        return new Command("acknowledge", "Records that a supervisor, other than the officer, has read it.") { id, supervisor }
            .Runs((context, parsed, _) => AnswerAsync(
                context, context.Services.GetRequiredService<AcknowledgeDecision>().Execute(parsed.GetValue(id)!, parsed.GetValue(supervisor)!)));
    }

    private static Command Amend()
    {
        Argument<string> id = Id();
        Argument<string> file = new("file") { Description = "A JSON object with the fields to correct.", HelpName = "FILE.json" };
        Option<string> by = new("--by") { Description = "The person who amends.", HelpName = "WHO", Required = true };
        Option<string> reason = new("--reason") { Description = "The reason.", HelpName = "TEXT", Required = true };
        return new Command("amend", "Corrects a recording error. Adds a new version, recorded now; the first version does not change.") { id, file, by, reason }
            .Runs((context, parsed, _) => AnswerAsync(
                context,
                context.Services.GetRequiredService<AmendDecision>().Execute(
                    parsed.GetValue(id)!, DecisionDraft.Parse(Read(parsed.GetValue(file)!)), parsed.GetValue(by)!, parsed.GetValue(reason)!)));
    }

    private static Command Revoke()
    {
        Argument<string> id = Id();
        Option<string> by = new("--by") { Description = "The person who records it or passed it on.", HelpName = "WHO", Required = true };
        Option<string?> words = new("--words") { Description = "The parent's own words. A reason is not required.", HelpName = "TEXT" };
        return new Command("revoke", "Records that the parent took a decision back. They may do so until departure.") { id, by, words }
            .Runs((context, parsed, _) => AnswerAsync(
                context, context.Services.GetRequiredService<RevokeDecision>().Execute(parsed.GetValue(id)!, parsed.GetValue(by)!, parsed.GetValue(words))));
    }

    private static Command Show()
    {
        Argument<string> id = Id();
        return new Command("show", "Shows a decision, its defects and its history.") { id }.Runs(async (context, parsed, _) =>
        {
            DecisionHistory history = context.Services.GetRequiredService<ShowDecision>().Execute(parsed.GetValue(id)!);
            if (context.Json)
            {
                context.WriteJson(history);
                return ExitCode.Done;
            }

            foreach (DecisionEvent happened in history.Events)
            {
                await context.Output.WriteLineAsync($"{happened.Kind}  {(happened.LogIndex is { } index ? $"entry {index} of the log" : "not in the log yet")}\n    {happened.Record?.ToString() ?? "expunged"}");
            }

            await PrintAsync(history.Now, context.Output);
            return ExitCode.Done;
        });
    }

    private static async Task<int> AnswerAsync(VerbContext context, GradedDecision decision)
    {
        if (context.Json)
        {
            context.WriteJson(new
            {
                decision.Decision,
                decision.Choice,
                decision.Departure,
                Complete = decision.Defects.Count == 0,
                Defects = decision.Defects.Select(defect => new { defect.Code, defect.English, defect.Spanish, defect.Citation }),
            });
        }
        else
        {
            await PrintAsync(decision, context.Output);
        }

        return ExitCode.Done;
    }

    private static async Task PrintAsync(GradedDecision decision, TextWriter output)
    {
        await output.WriteLineAsync($"Decision {decision.Decision}: {decision.Choice}{(decision.Defects.Count == 0 ? ", complete" : $", {decision.Defects.Count} defects")}");
        foreach (Defect defect in decision.Defects)
        {
            await output.WriteLineAsync($"  {defect.Code}: {defect.English} / {defect.Spanish} [{defect.Citation}]");
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException("file-unreadable", $"The file {file} cannot be read: {unreadable.Message}");
        }
    }
}
