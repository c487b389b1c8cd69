using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Gate.Asking;

/// <summary>The verb <c>clear</c>, which asks the gate about a manifest.</summary>
internal static class ClearVerb
{
    public static Command Clear()
    {
        Argument<string> manifest = new("manifest") { Description = "The manifest's file, which lists the people to leave.", HelpName = "MANIFEST.csv" };
        Option<string?> at = new("--at") { Description = "The time to judge at, to look back or ahead. Such an answer lets nobody leave. Default: now.", HelpName = "INSTANT" };
        Option<string> policy = new("--policy") { Description = "The policy to judge by.", HelpName = "ID", DefaultValueFactory = _ => PolicyShelf.Default };
        return new Command("clear", "Asks the gate who on a manifest may leave, and why others are held. Exit code 3 if anyone is held.") { manifest, at, policy }
            .Runs(async (context, parsed, cancellation) =>
            {
                DateTimeOffset moment = context.Clock.GetUtcNow();
                if (parsed.GetValue(at) is { } text && !Instant.TryParse(Encoding.UTF8.GetBytes(text), out moment))
                {
                    throw new RefusalException("at-unreadable", $"--at {text} is not an instant with an offset, such as 2018-06-20T19:30:00Z.");
                }

                string file = parsed.GetValue(manifest)!;
                IReadOnlyList<ManifestLine> lines = ManifestFile.Read(file);
                string policyId = parsed.GetValue(policy)!;
                ClearanceId? recorded = null;
                ManifestAnswer answer;
                if (parsed.GetValue(at) is null && policyId == PolicyShelf.Default)
                {
                    // Asked for now, under the gate's own policy: the answer counts and is recorded like any other.
                    using FileStream bytes = File.OpenRead(file);
                    GateAnswer given = await context.Services.GetRequiredService<AskGate>()
                        .AnswerAsync(lines, null, await SHA256.HashDataAsync(bytes, cancellation), "command line", null);
                    (answer, recorded) = (given.Answer, given.Clearance);
                }
                else
                {
                    answer = context.Services.GetRequiredService<JudgeManifest>().Execute(lines, moment, policyId);
                }

                if (context.Json)
                {
                    context.WriteJson(ClearanceJson.Of(answer) with { Clearance = recorded?.Value });
                }
                else
                {
                    await PrintAsync(answer, recorded, context.Output);
                }

                return answer.Held > 0 ? ExitCode.Held : ExitCode.Done;
            });
    }

    private static async Task PrintAsync(ManifestAnswer answer, ClearanceId? recorded, TextWriter output)
    {
        await output.WriteLineAsync($"Manifest {answer.Manifest} as of {answer.At.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}, policy {answer.Policy}");
        await output.WriteLineAsync($"Cleared {answer.Cleared}, held {answer.Held}{(recorded is { } id ? $"; recorded as clearance {id.Value}" : "; not recorded: it lets nobody leave")}");
        foreach (LineAnswer person in answer.People.Where(person => !person.IsCleared))
        {
            await output.WriteLineAsync($"Line {person.Line} {person.RecordId}: held");
            foreach (var reason in person.Reasons)
            {
                await output.WriteLineAsync($"    {reason.Rule}{(reason.Child is null ? string.Empty : $" (child {reason.Child})")}: {reason.Text}");
                await output.WriteLineAsync($"        Lifted by: {reason.LiftedBy}");
            }
        }
    }
}
