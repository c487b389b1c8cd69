using System.CommandLine;
using System.Globalization;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Gate.Plans;

/// <summary>The verb <c>plan</c>: the steps that carry out a decision.</summary>
internal static class PlanVerbs
{
    private static Option<string> By() => new("--by") { Description = "The person who does it.", HelpName = "WHO", Required = true };

    public static Command Plan()
    {
        Argument<string> decision = new("decision") { Description = "The decision's id.", HelpName = "DECISION" };
        Argument<string> step = new("step") { Description = "The step, such as seats.", HelpName = "STEP" };
        Option<string> by = By();
        Option<string> evidence = new("--evidence") { Description = "The evidence.", HelpName = "TEXT", Required = true };
        return new Command("plan", "Makes, confirms and shows the steps that carry out a decision.")
        {
            new Command("make", "Makes the plan of a decision, or updates its dates.") { decision, by }
                .Runs((context, parsed, _) => ShowAsync(context, context.Services.GetRequiredService<DecisionPlan>().Make(parsed.GetValue(decision)!, parsed.GetValue(by)!))),
            new Command("confirm", "Confirms a step, with its evidence.") { decision, step, by, evidence }
                .Runs((context, parsed, _) => ShowAsync(
                    context, context.Services.GetRequiredService<DecisionPlan>().Confirm(parsed.GetValue(decision)!, parsed.GetValue(step)!, parsed.GetValue(by)!, parsed.GetValue(evidence)!))),
            new Command("show", "Shows the current plan.") { decision }
                .Runs((context, parsed, _) => ShowAsync(context, context.Services.GetRequiredService<DecisionPlan>().Show(parsed.GetValue(decision)!))),
        };
    }

    private static async Task<int> ShowAsync(VerbContext context, PlanState plan)
    {
        if (context.Json)
        {
            context.WriteJson(plan);
            return ExitCode.Done;
        }

        DateTimeOffset now = context.Clock.GetUtcNow();
        await context.Output.WriteLineAsync($"Decision {plan.Decision} ({plan.Choice}), departure {plan.Departure?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "not known"}");
        foreach (StepState step in plan.Steps)
        {
            string state = step.ConfirmedAt is { } confirmed
                ? $"confirmed {confirmed.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)} by {step.ConfirmedBy}: {step.Evidence}"
                : $"{(step.IsOverdueAt(now) ? "OVERDUE" : "open")}, due {step.DueAt?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "no date"}";
            await context.Output.WriteLineAsync($"  {step.Step} ({step.Owner}): {state}");
        }

        return ExitCode.Done;
    }
}
