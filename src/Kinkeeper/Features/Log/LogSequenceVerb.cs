using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Log;

/// <summary>Brings committed events into the log by hand: after a crash, and to give a new log its name.</summary>
internal static class LogSequenceVerb
{
    public static Command Command()
    {
        Option<string?> origin = new("--origin")
        {
            Description = "The name of a new log: a schema-less URL such as example.gov/decisions.",
            HelpName = "NAME",
        };
        return new Command("sequence", "Brings the events that wait in the database into the log. Every verb that records does so by itself.")
        {
            origin,
        }.Runs(async (context, parsed, cancellation) =>
        {
            Sequenced done = await context.Services.GetRequiredService<SequenceOutbox>().ExecuteAsync(parsed.GetValue(origin), cancellation);
            if (context.Json)
            {
                context.WriteJson(done);
            }
            else
            {
                await context.Output.WriteLineAsync(
                    $"{done.Appended:N0} events brought into the log, {done.Recovered:N0} found there already; it holds {done.Size:N0} entries.");
            }

            return ExitCode.Done;
        });
    }
}
