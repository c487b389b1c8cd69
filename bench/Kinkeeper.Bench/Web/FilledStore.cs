using Kinkeeper.Features.Intake;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Population;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Bench.Web;

/// <summary>Makes a database by importing a synthetic population, as an agency would.</summary>
internal static class FilledStore
{
    /// <summary>Returns the folder of the population's files.</summary>
    public static string FilesOf(StoreLocation location) => Path.Combine(location.Folder, "population");

    public static void Fill(StoreLocation location, int families, TimeProvider clock)
    {
        string folder = FilesOf(location);
        MakePopulation.Execute(new PopulationRequest(families, 7, folder, Reference: null, MakePopulation.DefaultToday), _ => { }, CancellationToken.None);
        ImportFile import = new(new Store(location), location, clock);
        foreach (string format in (string[])["encounters", "custody", "relationships", "screenings", "decisions", "statements", "plans", "removals", "manifest"])
        {
            import.Execute(new ImportRequest(Path.Combine(folder, $"{format}.csv"), format, "synthetic"));
        }
    }
}
