using System.CommandLine;
using System.Text;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Decisions.Screening;

/// <summary>The verbs <c>screening question|record|status</c>.</summary>
internal static class ScreeningVerbs
{
    private static readonly Option<string> Record = new("--record") { Description = "One of the person's records.", HelpName = "ID", Required = true };

    public static Command Command() => new("screening", "\"Do you have a child under 18, anywhere in the world, in anyone's care?\"") { Question(), Recorded(), Status() };

    private static Command Question() =>
        new Command("question", "Shows the question in every language that has a written text.").Runs(async (context, _, _) =>
        {
            if (context.Json)
            {
                context.WriteJson(new { questions = ScreeningQuestion.All });
                return ExitCode.Done;
            }

            foreach (ScreeningQuestion question in ScreeningQuestion.All)
            {
                await context.Output.WriteLineAsync($"{question.Language}  {question.Question}\n     {question.Counts}\n     {question.Approval}");
            }

            return ExitCode.Done;
        });

    private static Command Recorded()
    {
        Option<string> answer = new("--answer") { Description = "yes, no, or declined.", HelpName = "ANSWER", Required = true };
        answer.AcceptOnlyFromAmong("yes", "no", "declined");
        Option<int?> children = new("--children") { Description = "How many children under 18 the person stated.", HelpName = "N" };
        Option<string?> language = new("--language") { Description = "The language in which the person was asked.", HelpName = "L" };
        Option<string?> interpreter = new("--interpreter") { Description = "The interpreter.", HelpName = "WHO" };
        Option<string?> officer = new("--officer") { Description = "The officer who asked.", HelpName = "WHO" };
        Option<string?> at = new("--at") { Description = "The time of asking. Default: now.", HelpName = "INSTANT" };
        return new Command("record", "Records a person's answer to the question.") { Record, answer, children, language, interpreter, officer, at }
            .Runs(async (context, parsed, _) =>
            {
                DateTimeOffset askedAt = context.Clock.GetUtcNow();
                if (parsed.GetValue(at) is { } text && !Instant.TryParse(Encoding.UTF8.GetBytes(text), out askedAt))
                {
                    throw new RefusalException("at-unreadable", $"--at {text} is not an instant with an offset, such as 2026-06-20T19:30:00Z.");
                }

                if (parsed.GetValue(children) is < 0)
                {
                    throw new RefusalException("children-negative", "--children is a whole number of 0 or more.");
                }

                ScreeningStatus status = context.Services.GetRequiredService<RecordScreening>().Execute(new ScreeningAnswered(
                    parsed.GetValue(Record)!,
                    Enum.Parse<ScreeningAnswer>(parsed.GetValue(answer)!, ignoreCase: true),
                    parsed.GetValue(children),
                    parsed.GetValue(language),
                    parsed.GetValue(interpreter),
                    parsed.GetValue(officer),
                    askedAt));
                await PrintAsync(context, status);
                return ExitCode.Done;
            });
    }

    private static Command Status() =>
        new Command("status", "Shows a person's recorded answers. Exit 3 if there are none.") { Record }.Runs(async (context, parsed, _) =>
        {
            ScreeningStatus status = context.Services.GetRequiredService<RecordScreening>().Status(parsed.GetValue(Record)!);
            await PrintAsync(context, status);
            return status.Answered ? ExitCode.Done : ExitCode.Held;
        });

    private static async Task PrintAsync(VerbContext context, ScreeningStatus status)
    {
        if (context.Json)
        {
            context.WriteJson(status);
            return;
        }

        await context.Output.WriteLineAsync(status switch
        {
            { Asked: 0 } => $"{status.RecordId}: never asked. That is not \"no\".",
            { Answered: false } => $"{status.RecordId}: asked {status.Asked} times, never answered. That is not \"no\".",
            _ => $"{status.RecordId}: asked {status.Asked} times; at most {status.Stated} children under 18 stated.",
        });
        if (status.ChildrenOnRecord > 0)
        {
            await context.Output.WriteLineAsync($"On record or proposed: {status.ChildrenOnRecord} children, of any age.");
        }
    }
}
