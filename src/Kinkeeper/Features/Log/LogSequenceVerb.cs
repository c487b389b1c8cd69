using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Log;

/// <summary>The verb <c>log sequence</c>: adds committed events to the log by hand, after a crash or to name a new log.</summary>
internal static class LogSequenceVerb
{
    public static Command Command()
    {
        Option<string?> origin = new("--origin")
        {
            Description = "The name of a new log: a schema-less URL such as example.gov/decisions.",
            HelpName = "NAME",
        };
        return new Command("sequence", "Adds the events that wait in the database to the log. Verbs that record do this automatically.")
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
                    $"{done.Appended:N0} events added to the log, {done.Recovered:N0} already there; it holds {done.Size:N0} entries.");
            }

            return ExitCode.Done;
        });
    }
}
