using System.CommandLine;
using System.Globalization;
using Kinkeeper.Features.Clearance.Api;
using Kinkeeper.Features.Clearance.Departure;
using Kinkeeper.Features.Clearance.Events;
using Kinkeeper.Features.Clearance.Overriding;
using Kinkeeper.Features.Clearance.Plans;
using Kinkeeper.Features.Clearance.Recording;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Clearance;

/// <summary>
/// The verbs around the gate. None of them overrides it: an override is two signed-in persons', and whoever sits at this command
/// line has not signed in.
/// </summary>
internal static class GateVerbs
{
    private static Option<string> By() => new("--by") { Description = "Who does it.", HelpName = "WHO", Required = true };

    public static Command Plan()
    {
        Argument<string> decision = new("decision") { Description = "The decision's id.", HelpName = "DECISION" };
        Argument<string> step = new("step") { Description = "The step, such as seats.", HelpName = "STEP" };
        Option<string> by = By();
        Option<string> evidence = new("--evidence") { Description = "On what evidence.", HelpName = "TEXT", Required = true };
        return new Command("plan", "The steps that carry a decision out.")
        {
            new Command("make", "Makes the plan of a decision, or dates it anew.") { decision, by }
                .Runs((context, parsed, _) => ShowAsync(context, context.Services.GetRequiredService<DecisionPlan>().Make(parsed.GetValue(decision)!, parsed.GetValue(by)!))),
            new Command("confirm", "Confirms a step, with its evidence.") { decision, step, by, evidence }
                .Runs((context, parsed, _) => ShowAsync(
                    context, context.Services.GetRequiredService<DecisionPlan>().Confirm(parsed.GetValue(decision)!, parsed.GetValue(step)!, parsed.GetValue(by)!, parsed.GetValue(evidence)!))),
            new Command("show", "Shows the plan as it stands.") { decision }
                .Runs((context, parsed, _) => ShowAsync(context, context.Services.GetRequiredService<DecisionPlan>().Show(parsed.GetValue(decision)!))),
        };
    }

    public static Command Boarding()
    {
        Argument<long> clearance = new("clearance") { Description = "The clearance with which the person came to board.", HelpName = "CLEARANCE" };
        Argument<int> line = new("line") { Description = "Their line of it.", HelpName = "LINE" };
        Option<string[]> stands = new("--stands") { Description = "A decision that the parent says stands.", HelpName = "DECISION", DefaultValueFactory = _ => [] };
        Option<string[]> changed = new("--changed") { Description = "A decision that the parent takes back.", HelpName = "DECISION", DefaultValueFactory = _ => [] };
        Option<string?> words = new("--words") { Description = "The parent's own words.", HelpName = "TEXT" };
        Option<string> by = By();
        return new Command("boarding", "Asks once more before boarding. Exit code 3 unless the person may board.") { clearance, line, stands, changed, words, by }
            .Runs(async (context, parsed, _) =>
            {
                Dictionary<string, BoardingWord> said = parsed.GetValue(stands)!.ToDictionary(decision => decision, _ => BoardingWord.Stands);
                foreach (string decision in parsed.GetValue(changed)!)
                {
                    said[decision] = BoardingWord.Changed;
                }

                BoardingAnswer answer = await context.Services.GetRequiredService<BoardingCheck>().ExecuteAsync(
                    new ClearanceId(parsed.GetValue(clearance)), parsed.GetValue(line), said, parsed.GetValue(by)!, parsed.GetValue(words));
                string[] rules = [.. answer.Answer.Reasons.Select(reason => reason.Rule).Distinct()];
                if (context.Json)
                {
                    context.WriteJson(new { answer.MayBoard, answer.Open, answer.Revoked, clearance = answer.Clearance.Value, rules });
                }
                else
                {
                    await context.Output.WriteLineAsync(answer.MayBoard ? "May board." : "Held.");
                    await context.Output.WriteLineAsync($"Not asked: {List(answer.Open)}. Taken back: {List(answer.Revoked)}. Rules that hold: {List(rules)}.");
                }

                return answer.MayBoard ? ExitCode.Done : ExitCode.Held;
            });
    }

    public static Command Departure()
    {
        Argument<string> manifest = new("manifest") { Description = "Everybody who was aboard, as a manifest.", HelpName = "MANIFEST.csv" };
        Option<string> by = By();
        return new Command("departed", "Records who left with whom. Exit code 3 if anybody left without a clearance.") { manifest, by }
            .Runs(async (context, parsed, _) =>
            {
                IReadOnlyList<Departed> departed = context.Services.GetRequiredService<RecordDeparture>().Execute(ManifestFile.Read(parsed.GetValue(manifest)!), parsed.GetValue(by)!);
                Departed[] without = [.. departed.Where(person => person.Why.Count > 0)];
                if (context.Json)
                {
                    context.WriteJson(new { departed = departed.Count, withoutClearance = without.Length, people = departed.Select(ClearanceEndpoints.Shown) });
                }
                else
                {
                    await context.Output.WriteLineAsync($"{departed.Count} left, {without.Length} of them without a clearance.");
                    foreach (Departed person in without)
                    {
                        await context.Output.WriteLineAsync($"Line {person.Line} {person.RecordId}: {List(person.Why)}{(person.Incident is { } incident ? $", incident {incident.Value}" : string.Empty)}");
                    }
                }

                return without.Length > 0 ? ExitCode.Held : ExitCode.Done;
            });
    }

    public static Command Overrides() => new Command("overrides", "Lists every override of the gate, latest first.").Runs(async (context, _, _) =>
    {
        IReadOnlyList<OverrideRow> overrides = context.Services.GetRequiredService<OverrideGate>().List();
        if (context.Json)
        {
            context.WriteJson(new { overrides = overrides.Select(OverrideShown.Of) });
        }
        else
        {
            foreach (OverrideRow row in overrides)
            {
                await context.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Id.Value} {row.Manifest} {row.ReasonCode} by {row.RequestedBy}, {(row.ApprovedBy is null ? "not approved" : $"approved by {row.ApprovedBy}")}: {row.Words}"));
            }
        }

        return ExitCode.Done;
    });

    public static Command Webhook()
    {
        Argument<string> url = new("url") { Description = "Where to tell.", HelpName = "URL" };
        Argument<long> subscription = new("subscription") { Description = "The subscription's number.", HelpName = "SUBSCRIPTION" };
        Option<long> from = new("--from") { Description = "The first event to tell again.", HelpName = "EVENT", DefaultValueFactory = _ => 1 };
        return new Command("webhook", "Other systems that are told of the gate's answers.")
        {
            new Command("add", "Tells a system of everything from now on.") { url }.Runs(async (context, parsed, _) =>
            {
                SubscriptionId id = context.Services.GetRequiredService<Subscriptions>().Add(parsed.GetValue(url)!);
                WebhookKey key = context.Services.GetRequiredService<WebhookKey>();
                if (context.Json)
                {
                    context.WriteJson(new { subscription = id.Value, kid = key.Id, x = key.PublicKey });
                }
                else
                {
                    await context.Output.WriteLineAsync($"Subscription {id.Value}. Messages are signed by Ed25519 key {key.Id}: {key.PublicKey}");
                }

                return ExitCode.Done;
            }),
            new Command("list", "Shows who is told, and how that stands.").Runs(async (context, _, _) =>
            {
                IReadOnlyList<SubscriptionState> all = context.Services.GetRequiredService<Subscriptions>().List();
                if (context.Json)
                {
                    context.WriteJson(new { subscriptions = all.Select(one => new { id = one.Id.Value, one.Url, one.Delivered, one.Waiting, one.LastAnswer }) });
                }
                else
                {
                    foreach (SubscriptionState one in all)
                    {
                        await context.Output.WriteLineAsync($"{one.Id.Value} {one.Url}: {one.Delivered} told, {one.Waiting} waiting{(one.LastAnswer is null ? string.Empty : $", last answer {one.LastAnswer}")}");
                    }
                }

                return ExitCode.Done;
            }),
            new Command("replay", "Tells everything from an event on once more.") { subscription, from }.Runs((context, parsed, _) =>
            {
                context.Services.GetRequiredService<Subscriptions>().Replay(new SubscriptionId(parsed.GetValue(subscription)), parsed.GetValue(from));
                return Task.FromResult(ExitCode.Done);
            }),
            new Command("deliver", "Tells what waits, once, without a server.").Runs(async (context, _, cancellation) =>
            {
                context.Services.GetRequiredService<WatchClearances>().Execute();
                DeliveryRound round = await context.Services.GetRequiredService<DeliverEvents>().ExecuteAsync(cancellation);
                if (context.Json)
                {
                    context.WriteJson(round);
                }
                else
                {
                    await context.Output.WriteLineAsync($"{round.Delivered} told, {round.Failed} not taken.");
                }

                return ExitCode.Done;
            }),
        };
    }

    private static string List(IReadOnlyCollection<string> words) => words.Count == 0 ? "none" : string.Join(", ", words);

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
                : $"{(step.IsOverdueAt(now) ? "OVERDUE" : "open")}, due {step.DueAt?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "not dated"}";
            await context.Output.WriteLineAsync($"  {step.Step} ({step.Owner}): {state}");
        }

        return ExitCode.Done;
    }
}
