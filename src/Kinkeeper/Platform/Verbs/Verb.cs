using System.CommandLine;
using Kinkeeper.Linkage;
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
        Description = "A PostgreSQL connection string. Refused: this version supports only the embedded database.",
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
            if (parsed.GetValue(Database) is not null)
            {
                // Ignoring the option would answer from another database than the one named.
                await error.WriteLineAsync("--database: PostgreSQL is not supported by this version. Omit the option to use the embedded database in --data.");
                return ExitCode.Refused;
            }

            await using VerbContext context = new(
                new StoreLocation(Path.GetFullPath(parsed.GetValue(Data)!)),
                parsed.GetValue(Json),
                invocation.Output,
                error,
                invocation.Clock,
                invocation.Terminal);
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

/// <summary>System.CommandLine's configuration with additional values for our verbs.</summary>
public sealed class VerbInvocation(TimeProvider clock, bool terminal) : InvocationConfiguration
{
    public TimeProvider Clock { get; } = clock;

    public bool Terminal { get; } = terminal;
}
