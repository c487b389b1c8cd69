using System.CommandLine;
using System.Globalization;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Verbs;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.Features.Log;

/// <summary>The verbs <c>log produce</c> and <c>log check-production</c>: disclosed + sealed + expunged = all entries.</summary>
internal static class LogProductionVerbs
{
    public static Command Produce()
    {
        Option<string> folder = new("--out") { Description = "The folder to write; new or empty.", HelpName = "DIR", Required = true };
        Option<string[]> seal = new("--seal") { Description = "A decision under seal. Its entries are listed by index only. May be given several times.", HelpName = "DECISION" };
        return new Command("produce", "Writes the receipt of every entry, for a court or an inspector, and lists the sealed entries.") { folder, seal }
            .Runs(async (context, parsed, cancellation) =>
            {
                HashSet<string> underSeal = [.. (parsed.GetValue(seal) ?? []).SelectMany(id => new[] { $"decision:{id}", $"child-view:{id}" })];
                Production done = await context.Services.GetRequiredService<ProduceRecords>().ExecuteAsync(parsed.GetValue(folder)!, underSeal.Contains, cancellation);
                if (context.Json)
                {
                    context.WriteJson(done);
                }
                else
                {
                    await context.Output.WriteLineAsync($"{done.Disclosed} entries disclosed, {done.Sealed} under seal, of {done.Size}. The recipient checks with: kinkeeper log check-production DIR --log LOG --key VKEY");
                }

                return ExitCode.Done;
            });
    }

    public static Command Check(Option<string?> key)
    {
        Argument<string> folder = new("production") { Description = "The produced folder with the receipts and sealed.txt.", HelpName = "DIR" };
        Option<string?> place = new("--log") { Description = "The log: a folder or an http(s) address. Without it, the log of --data.", HelpName = "DIR|URL" };
        return new Command("check-production", "Checks that a production leaves nothing out. Exit 3: there are gaps; 4: a receipt is not valid.") { folder, place, key }
            .Runs(async (context, parsed, cancellation) =>
            {
                using HttpClient http = new();
                LogPlace log = await LogPlace.FindAsync(parsed.GetValue(place) ?? context.Location.LogFolder, parsed.GetValue(key), http, cancellation);
                string produced = parsed.GetValue(folder)!;
                if (!Directory.Exists(produced))
                {
                    throw new RefusalException("no-production", $"There is no folder {produced}.");
                }

                ProductionFinding finding = await ProductionCheck.CheckAsync(
                    log.Source,
                    log.Key,
                    Directory.EnumerateFiles(produced, "*.tlog-proof").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), (ReadOnlyMemory<byte>)LogPlace.ReadFile(file))),
                    Sealed(Path.Combine(produced, ProduceRecords.SealedFile)),
                    cancellation);
                await WriteAsync(context, finding);
                return finding.Refused.Count > 0 ? ExitCode.IntegrityFailure : finding.Gaps.Count > 0 ? ExitCode.Held : ExitCode.Done;
            });
    }

    private static HashSet<long> Sealed(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        return
        [
            .. File.ReadLines(file).Where(line => line.Length > 0).Select(line => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long index)
                ? index
                : throw new RefusalException("sealed-unreadable", $"{ProduceRecords.SealedFile} holds \"{line}\"; each line must be the index of an entry.")),
        ];
    }

    private static async Task WriteAsync(VerbContext context, ProductionFinding finding)
    {
        if (context.Json)
        {
            context.WriteJson(new
            {
                Complete = finding.IsComplete,
                finding.Size,
                Disclosed = finding.Disclosed.Count,
                Sealed = finding.Sealed.Count,
                Expunged = finding.Expunged.Select(gone => new { gone.Entry, gone.Redaction }),
                Gaps = finding.Gaps.Select(gap => new { gap.First, gap.Last }),
                Refused = finding.Refused.Select(refused => new { refused.Receipt, refused.Reason }),
            });
            return;
        }

        await context.Output.WriteLineAsync($"{finding.Disclosed.Count} disclosed + {finding.Sealed.Count} sealed + {finding.Expunged.Count} expunged = {finding.Disclosed.Count + finding.Sealed.Count + finding.Expunged.Count} of {finding.Size}");
        foreach ((long entry, long redaction) in finding.Expunged)
        {
            await context.Output.WriteLineAsync($"  entry {entry} was expunged: redaction entry {redaction}");
        }

        foreach ((long first, long last) in finding.Gaps)
        {
            await context.Output.WriteLineAsync($"  MISSING {(first == last ? $"entry {first}" : $"entries {first} to {last}")}: neither disclosed, nor sealed, nor expunged");
        }

        foreach ((string receipt, string reason) in finding.Refused)
        {
            await context.Output.WriteLineAsync($"  {receipt}: {reason}");
        }
    }
}
