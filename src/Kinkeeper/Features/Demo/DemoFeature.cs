using System.CommandLine;
using System.Globalization;
using Kinkeeper.Features.Intake;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Population;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Review;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Verbs;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Demo;

/// <summary>
/// The command behind <c>./start</c>: makes the synthetic reference population once, imports and reviews it, prints the finding, and
/// serves it.
/// </summary>
public sealed class DemoFeature : IFeature
{
    private const int Families = 2_000;
    private const int Seed = 348;

    /// <summary>
    /// The period of the Inspector General's report: from the El Paso pilot to the day before the process was standardized.
    /// </summary>
    private static readonly ReviewRequest Period = new(new DateOnly(2017, 7, 1), new DateOnly(2018, 7, 11));

    /// <summary>The formats in the order agencies would send them. The order does not change the result.</summary>
    private static readonly string[] Formats =
        ["encounters", "custody", "relationships", "screenings", "decisions", "statements", "plans", "removals", "manifest"];

    public IEnumerable<Command> Verbs()
    {
        Option<bool> noServe = new("--no-serve") { Description = "Stop after printing the finding." };
        yield return new Command("demo", "Loads the synthetic reference population, reviews it, prints the finding, and serves it.") { noServe, ServeFeature.Urls }
            .Runs(async (context, parsed, cancellation) =>
            {
                Load(context, cancellation);
                await ReviewVerb.PrintAsync(context.Services.GetRequiredService<ReviewRemovals>().Execute(Period), context.Output);
                if (parsed.GetValue(noServe))
                {
                    return ExitCode.Done;
                }

                await context.Output.WriteLineAsync();
                return await ServeFeature.ServeAsync(context, parsed.GetValue(ServeFeature.Urls)!, signIn: null, gateOnly: false, cancellation);
            });
    }

    /// <summary>Loads what is missing, so that an interrupted start continues.</summary>
    /// <exception cref="RefusalException">The database holds real data, which must never be mixed with synthetic people.</exception>
    private static void Load(VerbContext context, CancellationToken cancellation)
    {
        using (KinkeeperDb db = context.Services.GetRequiredService<Store>().Open())
        {
            if (db.Set<Import>().Any(import => !import.Synthetic))
            {
                throw new RefusalException(
                    "demo-among-real-data",
                    $"The database in {context.Location.Folder} holds imported data that is not marked synthetic. Name another folder for the demonstration: ./start --data DIR");
            }

            if (db.Set<Import>().AsNoTracking().Count(import => import.State == ImportState.Done) >= Formats.Length)
            {
                return;
            }
        }

        string folder = Path.Combine(context.Location.Folder, "population");
        context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Making {Families:N0} synthetic families and importing them."));
        MakePopulation.Execute(new PopulationRequest(Families, Seed, folder, Reference: null, MakePopulation.DefaultToday), _ => { }, cancellation);
        ImportFile import = context.Services.GetRequiredService<ImportFile>();
        foreach (string format in Formats)
        {
            import.Execute(new ImportRequest(Path.Combine(folder, $"{format}.csv"), format, "synthetic"), cancellation: cancellation);
        }
    }
}
