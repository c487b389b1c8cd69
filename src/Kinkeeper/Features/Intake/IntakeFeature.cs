using System.CommandLine;
using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Intake;

/// <summary>Registers the verbs and services that import agencies' files.</summary>
public sealed class IntakeFeature : IFeature
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Store>();
        services.AddSingleton<IDataOrigin, DataOrigin>();
        services.AddSingleton<ImportFile>();
        services.AddSingleton<ReportCompleteness>();
        services.AddSingleton<SummariseSeparations>();
    }

    public IEnumerable<Command> Verbs()
    {
        yield return Import();
        yield return Completeness();
        yield return Separations();
    }

    private static Command Import()
    {
        Argument<string?> file = new("file") { Description = "The file that the agency sent, unchanged.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> format = new("--as") { Description = "The format of the file.", HelpName = "FORMAT" };
        Option<DateOnly?> asOf = new("--as-of") { Description = "The day the file describes, according to its sender.", HelpName = "YYYY-MM-DD" };
        Option<string?> source = new("--source") { Description = "The agency or person who sent it.", HelpName = "NAME" };
        Option<bool> dryRun = new("--dry-run") { Description = "Check every row, but save nothing." };
        Option<bool> list = new("--list") { Description = "Show the known formats and their columns." };
        Command import = new("import", "Imports a file. Keeps every row as sent, and lists each row that cannot be used.") { file, format, asOf, source, dryRun, list };
        import.Validators.Add(result =>
        {
            if (!result.GetValue(list) && (result.GetValue(file) is null || result.GetValue(format) is null))
            {
                result.AddError("Name the file and its format: kinkeeper import FILE --as FORMAT. To see the formats: kinkeeper import --list");
            }
        });
        return import.Runs(async (context, parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
            {
                await ListAsync(context);
                return ExitCode.Done;
            }

            ImportRequest request = new(
                parsed.GetValue(file)!, parsed.GetValue(format)!, parsed.GetValue(source), parsed.GetValue(asOf), parsed.GetValue(dryRun));
            using ProgressLine progress = new(context.Error, context.Terminal, context.Clock, $"Importing {Path.GetFileName(request.File)}");
            ImportResult result = context.Services.GetRequiredService<ImportFile>().Execute(
                request, progress.For<ImportProgress>(now => (now.BytesRead, now.BytesTotal, $"{now.Rows:N0} rows")), cancellation);
            progress.Finish();
            if (context.Json)
            {
                context.WriteJson(result);
            }
            else
            {
                await PrintAsync(result, request, context.Output);
            }

            return ExitCode.Done;
        });
    }

    private static Command Completeness() =>
        new Command("completeness", "Shows what each imported source can and cannot prove.").Runs(async (context, _, _) =>
        {
            CompletenessReport report = context.Services.GetRequiredService<ReportCompleteness>().Execute();
            if (context.Json)
            {
                context.WriteJson(report);
            }
            else
            {
                await report.PrintAsync(context.Output);
            }

            return ExitCode.Done;
        });

    private static Command Separations()
    {
        Option<DateOnly?> from = new("--from") { Description = "First day of separation.", HelpName = "YYYY-MM-DD" };
        Option<DateOnly?> to = new("--to") { Description = "Last day of separation.", HelpName = "YYYY-MM-DD" };
        return new Command("separations", "Summarises the recorded separations of children.") { from, to }.Runs(async (context, parsed, _) =>
        {
            SeparationSummary summary = context.Services.GetRequiredService<SummariseSeparations>().Execute(parsed.GetValue(from), parsed.GetValue(to));
            if (context.Json)
            {
                context.WriteJson(summary);
            }
            else
            {
                await summary.PrintAsync(context.Output);
            }

            return ExitCode.Done;
        });
    }

    private static async Task ListAsync(VerbContext context)
    {
        FormatDescription[] formats = [.. RowFormat.All.Select(format => new FormatDescription(format.Name, format.Description, format.Columns))];
        if (context.Json)
        {
            context.WriteJson(new { formats });
            return;
        }

        foreach (FormatDescription format in formats)
        {
            await context.Output.WriteLineAsync($"{format.Name}: {format.Description}");
            await context.Output.WriteLineAsync($"    {string.Join(", ", format.Columns)}");
        }
    }

    private static async Task PrintAsync(ImportResult result, ImportRequest request, TextWriter output)
    {
        await output.WriteLineAsync(
            $"{Path.GetFileName(request.File)}: {result.Rows:N0} rows, {result.Accepted:N0} accepted, {result.Unchanged:N0} unchanged, {result.Rejected:N0} rejected{(request.DryRun ? "; nothing saved (dry run)" : string.Empty)}");
        const int Shown = 10;
        foreach (RowReject reject in result.Rejects.Take(Shown))
        {
            await output.WriteLineAsync($"  row {reject.Row}: {(reject.Column.Length > 0 ? $"{reject.Column} " : string.Empty)}{reject.Reason}");
        }

        if (result.Rejected > Shown)
        {
            await output.WriteLineAsync("  …");
        }

        if (result.RejectFile is not null)
        {
            await output.WriteLineAsync($"Rejected rows with their reasons, to be corrected and imported again: {result.RejectFile}");
        }
    }

    private sealed record FormatDescription(string Name, string Description, IReadOnlyList<string> Columns);
}
