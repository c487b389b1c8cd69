using System.CommandLine;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Gate.Events;

/// <summary>The verb <c>webhook</c>, for systems that receive the gate's answers.</summary>
internal static class WebhookVerbs
{
    public static Command Webhook()
    {
        Argument<string> url = new("url") { Description = "The address that receives events.", HelpName = "URL" };
        Argument<long> subscription = new("subscription") { Description = "The subscription's number.", HelpName = "SUBSCRIPTION" };
        Option<long> from = new("--from") { Description = "The first event to send again.", HelpName = "EVENT", DefaultValueFactory = _ => 1 };
        return new Command("webhook", "Manages the systems that receive the gate's answers.")
        {
            new Command("add", "Adds a system that receives every event from now on.") { url }.Runs(async (context, parsed, _) =>
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
            new Command("list", "Shows the subscriptions and their deliveries.").Runs(async (context, _, _) =>
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
                        await context.Output.WriteLineAsync($"{one.Id.Value} {one.Url}: {one.Delivered} delivered, {one.Waiting} waiting{(one.LastAnswer is null ? string.Empty : $", last answer {one.LastAnswer}")}");
                    }
                }

                return ExitCode.Done;
            }),
            new Command("replay", "Sends every event from a given one on again.") { subscription, from }.Runs((context, parsed, _) =>
            {
                context.Services.GetRequiredService<Subscriptions>().Replay(new SubscriptionId(parsed.GetValue(subscription)), parsed.GetValue(from));
                return Task.FromResult(ExitCode.Done);
            }),
            new Command("deliver", "Delivers waiting events once, without a server.").Runs(async (context, _, cancellation) =>
            {
                context.Services.GetRequiredService<WatchClearances>().Execute();
                DeliveryRound round = await context.Services.GetRequiredService<DeliverEvents>().ExecuteAsync(cancellation);
                if (context.Json)
                {
                    context.WriteJson(round);
                }
                else
                {
                    await context.Output.WriteLineAsync($"{round.Delivered} delivered, {round.Failed} failed.");
                }

                return ExitCode.Done;
            }),
        };
    }
}
