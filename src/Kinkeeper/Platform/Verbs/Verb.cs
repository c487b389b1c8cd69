using System.CommandLine;
using Kinkeeper.Linkage;
using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog;

namespace Kinkeeper.Platform.Verbs;

/// <summary>Defines the options that all verbs share, and turns failures into a sentence and an exit code.</summary>
public static class Verb
{
    public static readonly Option<string> Data = new("--data")
    {
        Description = "The folder with the embedded database and the log.",
        DefaultValueFactory = _ => "kinkeeper-data",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Database = new("--database")
    {
        Description = "A PostgreSQL connection string: the cases are there, and --data holds the log and files only. Without it: the embedded database in --data.",
        HelpName = "\"Host=…\"",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON object on standard output, and nothing else.",
        Recursive = true,
    };

    /// <summary>Makes <paramref name="command"/> run <paramref name="run"/>, which returns an <see cref="ExitCode"/>.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="run">The action.</param>
    /// <param name="sequences">True to append committed events to the log afterwards. False for a verb that must change nothing.</param>
    public static Command Runs(this Command command, Func<VerbContext, ParseResult, CancellationToken, Task<int>> run, bool sequences = true)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            VerbInvocation invocation = (VerbInvocation)parsed.InvocationConfiguration;
            TextWriter error = invocation.Error;
            StoreLocation location;
            try
            {
                location = new(Path.GetFullPath(parsed.GetValue(Data)!), parsed.GetValue(Database) is { } address ? DatabaseAddress.Parse(address) : null);
            }
            catch (RefusalException refused)
            {
                await error.WriteLineAsync(refused.Refusal.Sentence);
                return ExitCode.Refused;
            }

            await using VerbContext context = new(
                location,
                parsed.GetValue(Json),
                invocation.Output,
                error,
                invocation.Clock,
                invocation.Terminal,
                invocation.BuildServices);
            try
            {
                int exit = await run(context, parsed, cancellation);
                if (sequences)
                {
                    await context.SequenceAsync(cancellation);
                }

                return exit;
            }
            catch (RefusalException refused)
            {
                await error.WriteLineAsync(refused.Refusal.Sentence);
                return ExitCode.Refused;
            }
            catch (LinkageException unusable)
            {
                await error.WriteLineAsync(unusable.Message);
                return ExitCode.Refused;
            }
            catch (Exception log) when (log is LogFormatException or LogInUseException or LogStoppedException)
            {
                await error.WriteLineAsync(log.Message);
                return ExitCode.Refused;
            }
            catch (LogIntegrityException broken)
            {
                await error.WriteLineAsync(broken.Message);
                return ExitCode.IntegrityFailure;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("Stopped before the end. Finished work is saved. Run the same command again to continue.");
                return ExitCode.Refused;
            }
        });
        return command;
    }
}

/// <summary>System.CommandLine's configuration with what our verbs need besides.</summary>
public sealed class VerbInvocation(TimeProvider clock, bool terminal, Func<StoreLocation, TimeProvider, ServiceProvider> buildServices) : InvocationConfiguration
{
    public TimeProvider Clock { get; } = clock;

    public bool Terminal { get; } = terminal;

    /// <summary>Makes the services of every feature over a place.</summary>
    public Func<StoreLocation, TimeProvider, ServiceProvider> BuildServices { get; } = buildServices;
}
