using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Features.Log;

/// <summary>The verbs of the tamper-evident log. Each uses only the log library, not the database.</summary>
internal static class LogVerbs
{
    private static readonly Option<string?> Key = new("--key")
    {
        Description = "The log's public key, from somewhere other than the log. Without it, the key stored with the log is trusted.",
        HelpName = "VKEY",
    };

    private static readonly Option<string?> Policy = new("--policy")
    {
        Description = "A file that names logs, witnesses and the number of required cosignatures (C2SP tlog-policy).",
        HelpName = "FILE",
    };

    public static Command Command() => new("log", "Checks and serves the tamper-evident log, checks receipts, runs a witness.")
    {
        Verify(), Checkpoint(), Serve(), LogSequenceVerb.Command(), LogReceiptVerbs.Receipt(), CheckReceipt(), LogReceiptVerbs.CheckingPage(), LogProductionVerbs.Produce(), LogProductionVerbs.Check(Key), LogWitnessVerbs.Command(),
    };

    private static Command Verify()
    {
        Argument<string?> place = new("log")
        {
            Description = "A folder or an http(s) address. Without it, the log of --data.",
            HelpName = "DIR|URL",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string[]> since = new("--since")
        {
            Description = "A checkpoint file kept from before. The log must continue it. May be given several times.",
            HelpName = "FILE",
        };
        return new Command("verify", "Reads the whole log and recomputes every hash. Exit 4: the first part that differs from what was signed.")
        {
            place, Key, since,
        }.Runs(async (context, parsed, cancellation) =>
        {
            using HttpClient http = new();
            LogPlace log = await LogPlace.FindAsync(parsed.GetValue(place) ?? context.Location.LogFolder, parsed.GetValue(Key), http, cancellation);
            try
            {
                FsckReport report = await Fsck.CheckAsync(
                    log.Source,
                    log.Key,
                    new FsckOptions
                    {
                        Earlier = [.. log.LastSigned(), .. (parsed.GetValue(since) ?? []).Select(file => log.ReadCheckpoint(file).Checkpoint)],
                        Progress = context.Terminal ? new Counter(context.Error) : null,
                    },
                    cancellation);
                Write(context, log, report);
                return ExitCode.Done;
            }
            catch (LogIntegrityException broken)
            {
                WriteBroken(context, log, broken);
                throw;
            }
            catch (LogFormatException unreadable)
            {
                LogIntegrityException broken = new("checkpoint", "a signed checkpoint", unreadable.Message, "The checkpoint is not valid.");
                WriteBroken(context, log, broken);
                throw broken;
            }
            catch (Exception unreachable) when (unreachable is IOException or HttpRequestException or UnauthorizedAccessException)
            {
                throw new RefusalException("log-unreadable", $"The log at {log.Name} cannot be read: {unreachable.Message}");
            }
        });
    }

    private static Command Checkpoint() =>
        new Command("checkpoint", "Prints the log's current checkpoint, its signature checked.").Runs(async (context, parsed, cancellation) =>
        {
            using HttpClient http = new();
            LogPlace log = await LogPlace.FindAsync(context.Location.LogFolder, key: null, http, cancellation);
            SignedCheckpoint signed = log.ReadCheckpoint(new LogFolder(context.Location.LogFolder).Checkpoint);
            if (context.Json)
            {
                context.WriteJson(new
                {
                    signed.Checkpoint.Origin,
                    signed.Checkpoint.Size,
                    Root = signed.Checkpoint.Root.ToString(),
                    Key = log.Key.Text,
                    Checkpoint = signed.Note.ToString(),
                });
            }
            else
            {
                await context.Output.WriteLineAsync($"{signed.Note}\nKey: {log.Key.Text}");
            }

            return ExitCode.Done;
        });

    private static Command Serve()
    {
        Option<string> urls = new("--urls")
        {
            Description = "The addresses to listen on.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:5081",
        };
        return new Command("serve", "Serves the log of --data read-only, as static files, for auditors and witnesses to mirror and check.")
        {
            urls,
        }.Runs(async (context, parsed, cancellation) =>
        {
            await LogHost.RunAsync(
                context, parsed.GetValue(urls)!, routes => routes.MapLog(context.Location.LogFolder), $"The log in {context.Location.LogFolder}", cancellation);
            return ExitCode.Done;
        });
    }

    private static Command CheckReceipt()
    {
        Argument<string> file = new("receipt") { Description = "The receipt (.tlog-proof), or the text of its QR codes, one per line.", HelpName = "FILE" };
        return new Command("check-receipt", "Checks a receipt without any server or database. Exit 0 only if it is proven.")
        {
            file, Key, Policy,
        }.Runs(async (context, parsed, cancellation) =>
        {
            byte[] receipt = LogPlace.ReadFile(parsed.GetValue(file)!);
            receipt = ReceiptCode.Is(receipt) ? LogPlace.OrRefuse(() => ReceiptCode.Read(receipt)) : receipt;
            WitnessPolicy policy = parsed.GetValue(Policy) is { } policyFile
                ? LogPlace.OrRefuse(() => WitnessPolicy.Parse(LogPlace.ReadFile(policyFile)))
                : WitnessPolicy.OfLog(parsed.GetValue(Key) is { } key
                    ? LogPlace.OrRefuse(() => VerifierKey.Parse(key))
                    : LogPlace.KeyBeside(context.Location.LogFolder)
                        ?? throw new RefusalException(
                            "log-key-unknown", $"Give the log's public key with --key. There is no log in {context.Location.LogFolder} to take it from."));
            ReceiptFinding finding = ReceiptCheck.Check(receipt, policy);
            Write(context, finding);
            return finding.Answer switch
            {
                ReceiptAnswer.Proven => ExitCode.Done,
                ReceiptAnswer.SignatureBroken or ReceiptAnswer.NotIncluded or ReceiptAnswer.RecordChanged => ExitCode.IntegrityFailure,
                _ => ExitCode.Refused,
            };
        });
    }

    private static void Write(VerbContext context, LogPlace log, FsckReport report)
    {
        Checkpoint checkpoint = report.Checkpoint.Checkpoint;
        if (context.Json)
        {
            context.WriteJson(new
            {
                Verified = true,
                Log = log.Name,
                checkpoint.Origin,
                checkpoint.Size,
                Root = checkpoint.Root.ToString(),
                Key = log.Key.Text,
                log.KeyIsTheLogsOwn,
                report.Tiles,
                EarlierCheckpoints = report.EarlierCheckpoints,
            });
            return;
        }

        context.Output.WriteLine($"The log \"{checkpoint.Origin}\" is unchanged since it was signed: {checkpoint.Size} entries, {report.Tiles} tiles, root {checkpoint.Root}.");
        context.Output.WriteLine(report.EarlierCheckpoints > 0
            ? $"It continues {report.EarlierCheckpoints} earlier checkpoint(s)."
            : "No earlier checkpoint was given. Nothing was altered, but the log could have been cut back. Keep this checkpoint for --since.");
        if (log.KeyIsTheLogsOwn)
        {
            context.Output.WriteLine($"The key was taken from the log's own folder or server. Compare it with the one you were given: {log.Key.Text}");
        }
    }

    private static void WriteBroken(VerbContext context, LogPlace log, LogIntegrityException broken)
    {
        if (context.Json)
        {
            context.WriteJson(new { Verified = false, Log = log.Name, Reason = broken.Message, broken.Part, broken.Expected, broken.Found });
        }
    }

    private static void Write(VerbContext context, ReceiptFinding finding)
    {
        bool proven = finding.Answer == ReceiptAnswer.Proven;
        string? record = proven && finding.Receipt?.CanonicalRecord is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes.Span) : null;
        if (context.Json)
        {
            context.WriteJson(new
            {
                finding.Answer,
                Proven = proven,
                finding.Sentence,
                finding.Checkpoint?.Origin,
                finding.Index,
                finding.Checkpoint?.Size,
                Root = finding.Checkpoint?.Root.ToString(),
                Record = record is null ? (System.Text.Json.JsonElement?)null : System.Text.Json.JsonDocument.Parse(record).RootElement,
                Cosignatures = finding.Cosignatures.Select(seen => new { Witness = seen.Witness.Name, seen.Time }),
            });
            if (!proven)
            {
                context.Error.WriteLine(finding.Sentence);
            }

            return;
        }

        (proven ? context.Output : context.Error).WriteLine(finding.Sentence);
        if (record is not null)
        {
            context.Output.WriteLine(record);
        }
    }

    /// <summary>Shows the number of entries checked, on one line of a terminal.</summary>
    private sealed class Counter(TextWriter error) : IProgress<long>
    {
        public void Report(long value) => error.Write($"\r{value} entries checked");
    }
}
