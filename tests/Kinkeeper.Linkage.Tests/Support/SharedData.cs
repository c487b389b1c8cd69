using System.Globalization;
using System.IO.Compression;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>The reference sets beside the project: data, the model that Splink trained, and every pair that it scored.</summary>
internal static class SharedData
{
    private static readonly string? Folder = Find();

    public static readonly IReadOnlyList<string> Names = ["fake_1000", "febrl3"];

    public static string Model(string name) => Path.Combine(Folder!, $"{name}.model.json");

    public static string Csv(string name) => Path.Combine(Folder!, $"{name}.csv");

    /// <summary>Whether the sets are there; what is left out without them goes to the test's output.</summary>
    public static bool Here(string name)
    {
        if (Folder is not null)
        {
            return true;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Left out: the reference set {name} is not here (../shared/data/linkage).");
        return false;
    }

    public static Dictionary<(string, string), (double Weight, double Probability)> Pairs(string name)
    {
        using GZipStream unpacked = new(File.OpenRead(Path.Combine(Folder!, $"{name}.pairs.csv.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        reader.ReadLine();
        Dictionary<(string, string), (double, double)> pairs = [];
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            pairs.Add(
                (fields[0], fields[1]),
                (double.Parse(fields[2], CultureInfo.InvariantCulture), double.Parse(fields[3], CultureInfo.InvariantCulture)));
        }

        return pairs;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data", "linkage");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
