using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinkeeper.Linkage.Model;

/// <summary>Converts between Splink 4's settings file and <see cref="LinkageModel"/>.</summary>
internal static class ModelJson
{
    private const string Extension = "kinkeeper";

    public static LinkageModel Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        JsonObject root;
        try
        {
            root = JsonNode.Parse(bytes) as JsonObject
                ?? throw new LinkageException($"The model {name} is not a JSON object; expected a settings file of Splink 4.");
        }
        catch (JsonException problem)
        {
            throw new LinkageException($"The model {name} is not valid JSON: {problem.Message}", problem);
        }

        try
        {
            return Read(root, name);
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException)
        {
            throw new LinkageException($"The model {name} holds a value of the wrong kind: {problem.Message}", problem);
        }
    }

    private static LinkageModel Read(JsonObject root, string name)
    {
        JsonObject? own = root[Extension] as JsonObject;
        List<Comparison> comparisons = [];
        foreach (JsonNode? node in root["comparisons"] as JsonArray ?? [])
        {
            comparisons.Add(ReadComparison(node, comparisons.Count, name, extension: false));
        }

        foreach (JsonNode? node in own?["comparisons"] as JsonArray ?? [])
        {
            comparisons.Add(ReadComparison(node, comparisons.Count, name, extension: true));
        }

        if (comparisons.Count == 0)
        {
            throw new LinkageException($"The model {name} compares nothing: its \"comparisons\" is missing or empty.");
        }

        List<BlockingRule> rules = [];
        foreach (JsonNode? node in root["blocking_rules_to_generate_predictions"] as JsonArray ?? [])
        {
            rules.Add(ReadRule(node, name));
        }

        foreach (JsonNode? node in own?["blocking_rules"] as JsonArray ?? [])
        {
            rules.Add(ReadRule(node, name) with { IsExtension = true });
        }

        Dictionary<string, string> arrays = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string column, JsonNode? separator) in own?["arrays"] as JsonObject ?? [])
        {
            arrays[column] = separator?.GetValue<string>() is { Length: > 0 } text ? text : ";";
        }

        return new LinkageModel
        {
            LinkType = (string?)root["link_type"] switch
            {
                null or "dedupe_only" => LinkType.DedupeOnly,
                "link_only" => LinkType.LinkOnly,
                "link_and_dedupe" => LinkType.LinkAndDedupe,
                string other => throw new LinkageException(
                    $"The model {name} has the link_type \"{other}\"; it must be dedupe_only, link_only or link_and_dedupe."),
            },
            UniqueIdColumnName = (string?)root["unique_id_column_name"] ?? "unique_id",
            SourceDatasetColumnName = (string?)root["source_dataset_column_name"] ?? "source_dataset",
            ProbabilityTwoRandomRecordsMatch = Probability(
                root["probability_two_random_records_match"], "probability_two_random_records_match", name),
            EmConvergence = (double?)root["em_convergence"] ?? 0.0001,
            MaxIterations = (int?)(double?)root["max_iterations"] ?? 25,
            BlockingRules = rules,
            Comparisons = comparisons,
            Arrays = arrays,
            Source = root,
        };
    }

    private static BlockingRule ReadRule(JsonNode? node, string name)
    {
        if (node is JsonValue value && value.TryGetValue(out string? sql))
        {
            return new BlockingRule(sql);
        }

        string? rule = (string?)(node as JsonObject)?["blocking_rule"];
        if (rule is null)
        {
            throw new LinkageException($"The model {name} has a blocking rule without \"blocking_rule\"; give its SQL condition.");
        }

        string[]? arrays = (node!["arrays_to_explode"] as JsonArray)?.Select(column => (string)column!).ToArray();
        return new BlockingRule(rule, arrays is { Length: > 0 } ? arrays : null);
    }

    private static Comparison ReadComparison(JsonNode? node, int position, string name, bool extension)
    {
        if (node is not JsonObject comparison || comparison["comparison_levels"] is not JsonArray { Count: > 0 } levels)
        {
            throw new LinkageException($"The model {name} has a comparison (number {position + 1}) without \"comparison_levels\".");
        }

        string column = (string?)comparison["output_column_name"] ?? $"comparison_{position + 1}";
        return new Comparison
        {
            OutputColumnName = column,
            Description = (string?)comparison["comparison_description"],
            IsExtension = extension,
            Levels = [.. levels.Select(level => ReadLevel(level as JsonObject, column, name))],
        };
    }

    private static ComparisonLevel ReadLevel(JsonObject? level, string column, string name)
    {
        string where = $"comparison \"{column}\" of the model {name}";
        string condition = (string?)level?["sql_condition"] ?? "";
        if (level is null || condition.Length == 0)
        {
            throw new LinkageException($"A level of {where} has no \"sql_condition\".");
        }

        return new ComparisonLevel
        {
            SqlCondition = condition,
            LabelForCharts = (string?)level["label_for_charts"],
            MProbability = Probability(level["m_probability"], "m_probability", where),
            UProbability = Probability(level["u_probability"], "u_probability", where),
            IsNullLevel = (bool?)level["is_null_level"] ?? false,
            FixMProbability = (bool?)level["fix_m_probability"] ?? false,
            FixUProbability = (bool?)level["fix_u_probability"] ?? false,
            TfAdjustmentColumn = (string?)level["tf_adjustment_column"] is { Length: > 0 } tf ? Unquote(tf) : null,
            TfAdjustmentWeight = (double?)level["tf_adjustment_weight"] ?? 1,
            TfMinimumUValue = (double?)level["tf_minimum_u_value"] ?? 0,
            DisableTfExactMatchDetection = (bool?)level["disable_tf_exact_match_detection"] ?? false,
        };
    }

    private static string Unquote(string column) => column is ['"', .., '"'] ? column[1..^1] : column;

    private static double? Probability(JsonNode? node, string key, string where)
    {
        if (node is null)
        {
            return null;
        }

        // Splink writes this text for a level that training never saw.
        if (node is JsonValue value && value.TryGetValue(out string? text))
        {
            return text.StartsWith("level not observed", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new LinkageException($"\"{key}\" in {where} is \"{text}\"; it must be a number from 0 to 1.");
        }

        double probability = (double)node;
        return probability is >= 0 and <= 1
            ? probability
            : throw new LinkageException($"\"{key}\" in {where} is {probability:R}; it must be a number from 0 to 1.");
    }

    public static string Write(LinkageModel model)
    {
        JsonObject root = model.Source?.DeepClone().AsObject() ?? NewRoot();
        root["link_type"] = model.LinkType switch
        {
            LinkType.LinkOnly => "link_only",
            LinkType.LinkAndDedupe => "link_and_dedupe",
            _ => "dedupe_only",
        };
        root["unique_id_column_name"] = model.UniqueIdColumnName;
        root["source_dataset_column_name"] = model.SourceDatasetColumnName;
        Set(root, "probability_two_random_records_match", model.ProbabilityTwoRandomRecordsMatch);
        root["em_convergence"] = model.EmConvergence;
        root["max_iterations"] = model.MaxIterations;
        root["blocking_rules_to_generate_predictions"] = Rules(model.BlockingRules.Where(rule => !rule.IsExtension));
        root["comparisons"] = WriteComparisons(
            root["comparisons"] as JsonArray, model.Comparisons.Where(comparison => !comparison.IsExtension));

        JsonObject own = root[Extension] as JsonObject ?? [];
        Put(own, "comparisons",
            WriteComparisons(own["comparisons"] as JsonArray, model.Comparisons.Where(comparison => comparison.IsExtension)));
        Put(own, "blocking_rules", Rules(model.BlockingRules.Where(rule => rule.IsExtension)));
        JsonObject arrays = [];
        foreach ((string column, string separator) in model.Arrays)
        {
            arrays[column] = separator;
        }

        Put(own, "arrays", arrays);
        if (own.Parent is null && own.Count > 0)
        {
            root[Extension] = own;
        }

        using MemoryStream stream = new();
        JsonWriterOptions options = new()
        {
            Indented = true,
            IndentSize = 4,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (Utf8JsonWriter writer = new(stream, options))
        {
            root.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static JsonObject NewRoot() => new()
    {
        ["link_type"] = "dedupe_only",
        ["probability_two_random_records_match"] = null,
        ["retain_matching_columns"] = true,
        ["retain_intermediate_calculation_columns"] = false,
        ["sql_dialect"] = "duckdb",
    };

    private static void Put(JsonObject owner, string key, JsonNode value)
    {
        if (value is JsonArray { Count: > 0 } or JsonObject { Count: > 0 })
        {
            owner[key] = value;
        }
        else
        {
            owner.Remove(key);
        }
    }

    private static void Set(JsonObject owner, string key, double? value)
    {
        if (value is { } number)
        {
            owner[key] = number;
        }
        else
        {
            owner.Remove(key);
        }
    }

    private static JsonArray Rules(IEnumerable<BlockingRule> rules)
    {
        JsonArray array = [];
        foreach (BlockingRule rule in rules)
        {
            JsonObject node = new() { ["blocking_rule"] = rule.Sql, ["sql_dialect"] = "duckdb" };
            if (rule.ArraysToExplode is { } columns)
            {
                JsonArray exploded = [];
                foreach (string column in columns)
                {
                    exploded.Add((JsonNode)column);
                }

                node["arrays_to_explode"] = exploded;
            }

            array.Add((JsonNode)node);
        }

        return array;
    }

    private static JsonArray WriteComparisons(JsonArray? before, IEnumerable<Comparison> comparisons)
    {
        JsonArray array = [];
        foreach (Comparison comparison in comparisons)
        {
            JsonObject? old = before?.Count > array.Count ? before[array.Count] as JsonObject : null;
            JsonObject node = old?.DeepClone().AsObject() ?? [];
            node["output_column_name"] = comparison.OutputColumnName;
            JsonArray? oldLevels = old?["comparison_levels"] as JsonArray;
            JsonArray levels = [];
            foreach (ComparisonLevel level in comparison.Levels)
            {
                levels.Add((JsonNode)WriteLevel(oldLevels?.Count > levels.Count ? oldLevels[levels.Count] as JsonObject : null, level));
            }

            node["comparison_levels"] = levels;
            if (comparison.Description is not null)
            {
                node["comparison_description"] = comparison.Description;
            }

            array.Add((JsonNode)node);
        }

        return array;
    }

    private static JsonObject WriteLevel(JsonObject? old, ComparisonLevel level)
    {
        JsonObject node = old?.DeepClone().AsObject() ?? [];
        node["sql_condition"] = level.SqlCondition;
        if (level.LabelForCharts is not null)
        {
            node["label_for_charts"] = level.LabelForCharts;
        }

        Set(node, "m_probability", level.MProbability);
        Set(node, "u_probability", level.UProbability);
        node["fix_m_probability"] = level.FixMProbability;
        node["fix_u_probability"] = level.FixUProbability;
        if (level.IsNullLevel)
        {
            node["is_null_level"] = true;
        }

        if (level.TfAdjustmentColumn is not null)
        {
            node["tf_adjustment_column"] = level.TfAdjustmentColumn;
            node["tf_adjustment_weight"] = level.TfAdjustmentWeight;
            if (level.TfMinimumUValue != 0)
            {
                node["tf_minimum_u_value"] = level.TfMinimumUValue;
            }
        }

        if (level.DisableTfExactMatchDetection)
        {
            node["disable_tf_exact_match_detection"] = true;
        }

        return node;
    }
}
