using System.CommandLine;
using System.Globalization;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Population;

/// <summary>Registers the verb <c>population make</c>.</summary>
public sealed class PopulationFeature : IFeature
{
    /// <summary>The folder searched for counted names without <c>--reference</c>.</summary>
    private static readonly string UsualReference = Path.Combine("..", "shared", "data", "reference");

    public IEnumerable<Command> Verbs()
    {
        yield return new Command("population", "A synthetic reference population: families that never existed.") { Make() };
    }

    private static Command Make()
    {
        Option<int> families = new("--families") { Description = "Number of families. One adult without children is added for every five.", Required = true, HelpName = "N" };
        Option<ulong> seed = new("--seed") { Description = "The same seed gives the same files.", Required = true, HelpName = "S" };
        Option<string> folder = new("--out") { Description = "The folder to make.", Required = true, HelpName = "DIR" };
        Option<string?> reference = new("--reference")
        {
            Description = $"A folder with counted surnames by country. Without it: {UsualReference} if that exists, otherwise a small built-in table.",
            HelpName = "DIR",
        };
        Option<DateOnly> today = new("--today")
        {
            Description = "The day shortly before the planned departures.",
            HelpName = "DATE",
            DefaultValueFactory = _ => MakePopulation.DefaultToday,
        };
        return new Command("make", "Makes the exchange files of a synthetic population, with the truth about it in truth/.") { families, seed, folder, reference, today }
            .Runs((context, parsed, cancellation) =>
            {
                string? names = parsed.GetValue(reference);
                if (names is not null && !File.Exists(Path.Combine(names, "common-surnames-by-country.csv")))
                {
                    throw new RefusalException("population-reference", $"--reference {names} has no common-surnames-by-country.csv. Name the folder with that file, or omit the option.");
                }

                PopulationRequest request = new(
                    parsed.GetValue(families),
                    parsed.GetValue(seed),
                    parsed.GetValue(folder)!,
                    names ?? (File.Exists(Path.Combine(UsualReference, "common-surnames-by-country.csv")) ? UsualReference : null),
                    parsed.GetValue(today));
                PopulationMade made = MakePopulation.Execute(request, Progress(context, request.Families), cancellation);
                if (context.Json)
                {
                    context.WriteJson(made);
                }
                else
                {
                    context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made.Families:N0} synthetic families and {made.AdultsAlone:N0} adults without children are in {made.Folder}. Nobody in them exists."));
                }

                return Task.FromResult(ExitCode.Done);
            });
    }

    private static Action<int> Progress(VerbContext context, int families)
    {
        int units = FamilyMaker.Units(families);
        int tenths = 0;
        return done =>
        {
            int now = (int)(10L * done / units);
            if (now == tenths)
            {
                return;
            }

            tenths = now;
            string bar = context.Terminal ? $"\r[{new string('#', now)}{new string('.', 10 - now)}] " : "";
            string line = string.Create(CultureInfo.InvariantCulture, $"{bar}{done:N0} of {units:N0} families and adults made");
            if (context.Terminal && now < 10)
            {
                context.Error.Write(line);
            }
            else
            {
                context.Error.WriteLine(line);
            }
        };
    }
}
