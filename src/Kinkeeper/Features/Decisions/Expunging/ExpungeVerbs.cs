using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Decisions.Expunging;

/// <summary>The verbs <c>expunge request|approve</c>: two persons, two acts.</summary>
internal static class ExpungeVerbs
{
    private static readonly Option<string> By = new("--by")
    {
        Description = "The id, not the name, of the person who does this. It is public in the log.",
        HelpName = "ID",
        Required = true,
    };

    public static Command Command() => new("expunge", "Destroys the record of a decision on an order, with two persons' approval. Its log entries stay but cannot be opened.")
    {
        Request(), Approve(),
    };

    private static Command Request()
    {
        Argument<string> decision = new("decision") { Description = "The decision's id.", HelpName = "DECISION" };
        Option<string> authority = new("--authority") { Description = "The order, such as a docket number. It is public in the log.", HelpName = "TEXT", Required = true };
        return new Command("request", "Requests the destruction (first person).") { decision, authority, By }.Runs(async (context, parsed, _) =>
        {
            ExpungeRequest request = context.Services.GetRequiredService<ExpungeDecision>().Request(parsed.GetValue(decision)!, parsed.GetValue(authority)!, parsed.GetValue(By)!);
            if (context.Json)
            {
                context.WriteJson(new { request = request.Id.Value, request.DecisionId, request.Authority, request.RequestedBy });
            }
            else
            {
                await context.Output.WriteLineAsync($"Request {request.Id.Value} waits for a second person: kinkeeper expunge approve {request.Id.Value} --by ID");
            }

            return ExitCode.Done;
        });
    }

    private static Command Approve()
    {
        Argument<long> request = new("request") { Description = "The request's number.", HelpName = "N" };
        return new Command("approve", "Approves the request (second person) and destroys the record. This cannot be undone.") { request, By }.Runs(async (context, parsed, cancellation) =>
        {
            Expunged expunged = await context.Services.GetRequiredService<ExpungeDecision>().ApproveAsync(
                new ExpungeRequestId(parsed.GetValue(request)), parsed.GetValue(By)!, cancellation);
            if (context.Json)
            {
                context.WriteJson(expunged);
            }
            else
            {
                await context.Output.WriteLineAsync(
                    $"Decision {expunged.Decision} was destroyed. Log entries {string.Join(", ", expunged.Entries)} can no longer be opened; {expunged.RawRows} raw rows are blank. Older backups still hold it: destroy them as the order requires.");
            }

            return ExitCode.Done;
        });
    }
}
