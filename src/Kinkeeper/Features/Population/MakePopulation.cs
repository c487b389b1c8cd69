using System.Globalization;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Population;

/// <summary>A request to make a population.</summary>
/// <param name="Families">1 to <see cref="MakePopulation.MostFamilies"/>.</param>
/// <param name="Seed">The same seed, number of families, reference and day give the same bytes.</param>
/// <param name="Folder">Created if missing. Refused if it holds anything except an earlier population.</param>
/// <param name="Reference">Folder with counted surnames; null for the built-in table.</param>
/// <param name="Today">The day shortly before the planned departures.</param>
internal sealed record PopulationRequest(int Families, ulong Seed, string Folder, string? Reference, DateOnly Today);

/// <summary>The result of making a population.</summary>
internal sealed record PopulationMade(bool Synthetic, string Folder, int Families, int AdultsAlone, ulong Seed);

/// <summary>
/// Makes a population of families that never existed, as exchange files with the truth in a separate folder. It serves to try
/// Kinkeeper out, to teach, and to measure linkage. Works family by family, so memory use does not grow.
/// </summary>
internal static class MakePopulation
{
    /// <summary>The name of the mark. An import of a file in the same folder, and every report on it, is marked as synthetic.</summary>
    public const string Marker = SyntheticMark.FileName;

    public const int MostFamilies = 4_000_000;

    /// <summary>The default of <see cref="PopulationRequest.Today"/>.</summary>
    public static readonly DateOnly DefaultToday = new(2025, 12, 1);

    private const string Unfinished = ".unfinished";

    /// <param name="request">The request.</param>
    /// <param name="progress">Receives the number of families written, from time to time.</param>
    /// <param name="cancellation">Stops the work and leaves nothing behind.</param>
    /// <exception cref="RefusalException">The number is out of range, or the folder holds something else.</exception>
    public static PopulationMade Execute(PopulationRequest request, Action<int> progress, CancellationToken cancellation)
    {
        if (request.Families is < 1 or > MostFamilies)
        {
            throw new RefusalException("population-size", string.Create(CultureInfo.InvariantCulture, $"--families {request.Families} is out of range: give a number from 1 to {MostFamilies:N0}."));
        }

        string folder = Path.GetFullPath(request.Folder);
        CheckFolder(folder, request.Folder);
        NameLists names = NameLists.Load(request.Reference);
        string draft = folder.TrimEnd(Path.DirectorySeparatorChar) + Unfinished;
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        int units = FamilyMaker.Units(request.Families);
        try
        {
            Write(request, names, draft, units, progress, cancellation);
        }
        catch
        {
            Directory.Delete(draft, recursive: true);
            throw;
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(draft, folder);
        return new PopulationMade(true, folder, request.Families, units - request.Families, request.Seed);
    }

    private static void Write(PopulationRequest request, NameLists names, string folder, int units, Action<int> progress, CancellationToken cancellation)
    {
        using PopulationFiles files = new(folder);
        DateTimeOffset today = new(request.Today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        FamilyMaker maker = new(names, request.Seed, request.Families, today);
        Recorder recorder = new(files, request.Seed);
        CaseHistory history = new(files, recorder, new PlannedDepartures(files, recorder, today));
        for (int number = 0; number < units; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            (Family family, Dice dice) = maker.Make(number);
            recorder.Record(family, dice);
            history.Tell(family, dice);
            if (number % 1000 == 999)
            {
                progress(number + 1);
            }
        }

        string about = string.Create(CultureInfo.InvariantCulture, $"""
            SYNTHETIC. Nobody in these files exists. Names, numbers, dates, decisions and statements are made up by

                kinkeeper population make --families {request.Families} --seed {request.Seed} --today {request.Today:yyyy-MM-dd}

            The files are Kinkeeper's exchange files. Their sources begin with "synthetic-". What is true of this population, and no
            agency would know, is in truth/: which human each record is about (persons.csv), who is whose parent (families.csv), and
            the class of executed removals under the policy oig-21-36 where the way they were made leaves no doubt (classes.csv,
            child_classes.csv). Shares of languages, errors and classes are made up too: nothing may be estimated from them.

            """);
        File.WriteAllText(Path.Combine(folder, Marker), about);
        File.WriteAllText(Path.Combine(folder, "README.txt"), about);
    }

    private static void CheckFolder(string folder, string given)
    {
        if (File.Exists(folder))
        {
            throw new RefusalException("population-folder", $"--out {given} is a file. Name a new or empty folder.");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Marker)))
        {
            throw new RefusalException("population-folder", $"--out {given} holds other files, which would be lost. Name a new or empty folder.");
        }
    }
}
