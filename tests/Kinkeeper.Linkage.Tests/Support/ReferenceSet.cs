using System.Globalization;
using System.IO.Compression;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>Records, a Splink model for them, and the known person of each record (column <c>cluster</c>).</summary>
/// <param name="Csv">The records.</param>
/// <param name="ModelFile">The Splink 4 settings file.</param>
/// <param name="PairsFile">Every pair that Splink scored, packed; null if the set has no answers by Splink.</param>
internal sealed record ReferenceSet(string Csv, string ModelFile, string? PairsFile)
{
    /// <summary>The small set of the repository, in <c>tests/data/linkage</c>.</summary>
    public static ReferenceSet Small { get; } = new(
        Repository.File("tests", "data", "linkage", "people.csv"), Repository.File("tests", "data", "linkage", "people.model.json"), null);

    /// <summary>Returns a set of <c>../shared</c>, scored by Splink. Skips the test if the folder is missing.</summary>
    public static ReferenceSet Shared(string name)
    {
        string? folder = Repository.Above("shared", "data", "linkage");
        if (folder is null)
        {
            Assert.Skip($"The reference set {name} is missing: there is no folder ../shared/data/linkage beside the repository.");
        }

        return new ReferenceSet(
            Path.Combine(folder, $"{name}.csv"), Path.Combine(folder, $"{name}.model.json"), Path.Combine(folder, $"{name}.pairs.csv.gz"));
    }

    public Table Table() => CsvTable.Read(Csv, cancellation: TestContext.Current.CancellationToken);

    public LinkageModel Model() => LinkageModel.Load(ModelFile);

    /// <summary>Reads Splink's pairs.</summary>
    public List<ReferencePair> Pairs()
    {
        using GZipStream unpacked = new(File.OpenRead(PairsFile!), CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        reader.ReadLine();
        List<ReferencePair> pairs = [];
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            pairs.Add(new ReferencePair(
                fields[0],
                fields[1],
                double.Parse(fields[2], CultureInfo.InvariantCulture),
                double.Parse(fields[3], CultureInfo.InvariantCulture)));
        }

        return pairs;
    }
}

/// <summary>A pair scored by something other than the library.</summary>
/// <param name="First">The id of one record.</param>
/// <param name="Second">The id of the other record.</param>
/// <param name="Weight">Match weight in bits.</param>
/// <param name="Probability">Match probability, 0 to 1.</param>
internal readonly record struct ReferencePair(string First, string Second, double Weight, double Probability);
