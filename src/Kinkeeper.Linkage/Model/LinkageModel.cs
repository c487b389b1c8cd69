using System.Text.Json.Nodes;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Model;

/// <summary>
/// A linkage model: its comparisons, blocking rules and probabilities. Read from and written to the settings file of Splink 4
/// (<c>save_model_to_json</c>). Immutable; training returns a new model.
/// </summary>
/// <remarks>
/// Unknown keys are kept and written back. Our own comparisons, blocking rules and array columns are under the key
/// <c>kinkeeper</c>, which Splink ignores:
/// <code>
/// "kinkeeper": {
///   "comparisons": [ … as above, with our functions in the conditions … ],
///   "blocking_rules": [ "l.event_number = r.event_number" ],
///   "arrays": { "child_names_stated": ";" }
/// }
/// </code>
/// </remarks>
public sealed record LinkageModel
{
    /// <summary>The pairs of records that may match.</summary>
    public LinkType LinkType { get; init; } = LinkType.DedupeOnly;

    /// <summary>The column that identifies a record within its input.</summary>
    public string UniqueIdColumnName { get; init; } = "unique_id";

    /// <summary>The column that names a record's input in link jobs. If the data lacks it, the input's name is used.</summary>
    public string SourceDatasetColumnName { get; init; } = "source_dataset";

    /// <summary>The probability that two random records match, 0 to 1; null if not estimated yet.</summary>
    public double? ProbabilityTwoRandomRecordsMatch { get; init; }

    /// <summary>Training stops when no probability changes by more than this.</summary>
    public double EmConvergence { get; init; } = 0.0001;

    /// <summary>Training stops after this many rounds.</summary>
    public int MaxIterations { get; init; } = 25;

    /// <summary>The blocking rules. A pair belongs to the first rule that finds it. Empty: every pair.</summary>
    public IReadOnlyList<BlockingRule> BlockingRules { get; init; } = [];

    /// <summary>The comparisons.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>CSV columns that hold lists, with the separator of their elements.</summary>
    public IReadOnlyDictionary<string, string> Arrays { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file as read, with its unknown keys; null for a model made in code.</summary>
    internal JsonObject? Source { get; init; }

    /// <summary>The prior as scoring uses it: Splink's default of 0.0001 if the model has none.</summary>
    public double Prior => ProbabilityTwoRandomRecordsMatch ?? 0.0001;

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LinkageException">The file cannot be read or is not a model; the message says why.</exception>
    public static LinkageModel Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw LinkageException.OfFile("The model", path, "read", problem);
        }

        return ModelJson.Read(bytes, path);
    }

    /// <summary>Reads a model from JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">The model's name in error messages.</param>
    /// <exception cref="LinkageException">The text is not a model; the message says why.</exception>
    public static LinkageModel Parse(string json, string name = "model") =>
        ModelJson.Read(System.Text.Encoding.UTF8.GetBytes(json), name);

    /// <summary>
    /// Writes the model as a Splink 4 settings file. Writes to a temporary file first, so that the file is never half-written.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="LinkageException">The file cannot be written.</exception>
    public void Save(string path)
    {
        using AtomicFile file = new(path);
        file.Stream.Write(System.Text.Encoding.UTF8.GetBytes(ToJson()));
        file.Complete();
    }

    /// <summary>Returns the model as the JSON of a Splink 4 settings file, indented, with the keys it was read with.</summary>
    public string ToJson() => ModelJson.Write(this);

    /// <summary>Returns the model without its m and u probabilities, except the fixed ones, ready for training.</summary>
    public LinkageModel WithoutProbabilities() => this with
    {
        Comparisons = [.. Comparisons.Select(comparison => comparison with
        {
            Levels = [.. comparison.Levels.Select(level => level with
            {
                MProbability = level.FixMProbability ? level.MProbability : null,
                UProbability = level.FixUProbability ? level.UProbability : null,
            })],
        })],
    };
}
