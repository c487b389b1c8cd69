using System.CommandLine;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Witnessing;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Features.Log;

/// <summary>The verbs that run a witness for another log, and ask witnesses to cosign one's own (C2SP tlog-witness).</summary>
internal static class LogWitnessVerbs
{
    public static Command Command() => new("witness", "Runs a witness of a log, or asks witnesses to cosign the log of --data.")
    {
        Serve(), Ask(),
    };

    /// <summary>Maps the one address of a witness: <c>POST /add-checkpoint</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes, Witness witness) => routes.MapPost("/add-checkpoint", http => AnswerAsync(http, witness));

    private static Command Serve()
    {
        Option<string> state = new("--state") { Description = "The witness's folder: its key and its last cosigned checkpoints.", HelpName = "DIR", Required = true };
        Option<string?> name = new("--name") { Description = "The name of a new witness: a URL without http://.", HelpName = "NAME" };
        Option<string[]> logs = new("--log") { Description = "The public key of a log to watch. May be given several times.", HelpName = "VKEY", Required = true };
        Option<string> urls = new("--urls") { Description = "The addresses to listen on.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5082" };
        return new Command("serve", "Cosigns checkpoints of the given logs, each only if it continues the previous one.")
        {
            state, name, logs, urls,
        }.Runs(async (context, parsed, cancellation) =>
        {
            using Witness witness = Open(parsed.GetValue(state)!, parsed.GetValue(name), parsed.GetValue(logs)!, context.Clock);
            await context.Error.WriteLineAsync($"Witness key: {witness.Key.Text}");
            await LogHost.RunAsync(
                context, parsed.GetValue(urls)!, routes => Map(routes, witness), $"The witness {witness.Key.Name}", cancellation);
            return ExitCode.Done;
        });
    }

    private static Command Ask()
    {
        Option<string> policy = new("--policy")
        {
            Description = "The file with the witnesses, their addresses and the quorum (C2SP tlog-policy).",
            HelpName = "FILE",
            Required = true,
        };
        return new Command("ask", "Asks the policy's witnesses to cosign the current checkpoint and publishes it with their cosignatures. Exit 3 without quorum.")
        {
            policy,
        }.Runs(async (context, parsed, cancellation) =>
        {
            WitnessPolicy witnesses = LogPlace.OrRefuse(() => WitnessPolicy.Parse(LogPlace.ReadFile(parsed.GetValue(policy)!)));
            using TamperLogWriter writer = OpenWriter(context.Location.LogFolder);
            using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
            SignedCheckpoint checkpoint = writer.Published;
            TamperLogReader reader = new(new FolderTileSource(context.Location.LogFolder), writer.Key);
            List<(PolicyMember Witness, NoteSignature Signature)> cosigned = [];
            foreach (PolicyMember witness in witnesses.Witnesses.Where(witness => witness.Url is not null))
            {
                try
                {
                    cosigned.Add((witness, await new WitnessClient(http, witness.Url!, witness.Key).CosignAsync(reader, checkpoint, 0, cancellation)));
                }
                catch (HttpRequestException failed)
                {
                    await context.Error.WriteLineAsync($"{witness.Name}: {failed.Message}");
                }
            }

            writer.Cosign(checkpoint.Checkpoint, cosigned.Select(each => each.Signature));
            bool quorum = witnesses.IsMet(cosigned.Select(each => each.Witness.Key));
            if (context.Json)
            {
                context.WriteJson(new { checkpoint.Checkpoint.Size, Cosigned = cosigned.Select(each => each.Witness.Name), Quorum = quorum });
            }
            else
            {
                await context.Output.WriteLineAsync(
                    $"{cosigned.Count} of {witnesses.Witnesses.Count} witnesses cosigned the checkpoint of {checkpoint.Checkpoint.Size} entries. {(quorum ? "That is a quorum." : "That is not a quorum.")}");
            }

            return quorum ? ExitCode.Done : ExitCode.Held;
        });
    }

    private static Witness Open(string folder, string? name, string[] logs, TimeProvider clock)
    {
        try
        {
            return LogPlace.OrRefuse(() => Witness.Open(folder, name, logs.Select(VerifierKey.Parse).ToArray(), clock));
        }
        catch (LogInUseException taken)
        {
            throw new RefusalException("witness-in-use", taken.Message);
        }
    }

    private static TamperLogWriter OpenWriter(string folder)
    {
        try
        {
            return LogPlace.OrRefuse(() => TamperLogWriter.Open(folder));
        }
        catch (LogInUseException taken)
        {
            throw new RefusalException("log-in-use", $"{taken.Message} Stop the application first.");
        }
    }

    private static async Task AnswerAsync(HttpContext http, Witness witness)
    {
        using MemoryStream body = new();
        byte[] buffer = new byte[16_384];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is var read and > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            if (body.Length > Witness.MaximumRequest)
            {
                http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            }
        }

        WitnessAnswer answer = witness.AddCheckpoint(body.GetBuffer().AsSpan(0, (int)body.Length));
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }
}
