using System.CommandLine;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Gate.Boarding;

/// <summary>The verbs <c>boarding</c> and <c>departed</c>: the last question before boarding, and who left with whom.</summary>
internal static class BoardingVerbs
{
    private static Option<string> By() => new("--by") { Description = "The person who does it.", HelpName = "WHO", Required = true };

    public static Command Boarding()
    {
        Argument<long> clearance = new("clearance") { Description = "The clearance the person came to board with.", HelpName = "CLEARANCE" };
        Argument<int> line = new("line") { Description = "Their line in it.", HelpName = "LINE" };
        Option<string[]> stands = new("--stands") { Description = "A decision that the parent confirms.", HelpName = "DECISION", DefaultValueFactory = _ => [] };
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
        Argument<string> manifest = new("manifest") { Description = "A manifest of everybody who was aboard.", HelpName = "MANIFEST.csv" };
        Option<string> by = By();
        return new Command("departed", "Records who left with whom. Exit code 3 if anybody left without a clearance.") { manifest, by }
            .Runs(async (context, parsed, _) =>
            {
                IReadOnlyList<Departed> departed = context.Services.GetRequiredService<RecordDeparture>().Execute(ManifestFile.Read(parsed.GetValue(manifest)!), parsed.GetValue(by)!);
                Departed[] without = [.. departed.Where(person => person.Why.Count > 0)];
                if (context.Json)
                {
                    context.WriteJson(new { departed = departed.Count, withoutClearance = without.Length, people = departed.Select(BoardingEndpoints.Shown) });
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

    private static string List(IReadOnlyCollection<string> words) => words.Count == 0 ? "none" : string.Join(", ", words);
}
