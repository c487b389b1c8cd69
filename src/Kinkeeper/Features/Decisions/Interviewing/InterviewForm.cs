using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinkeeper.Features.Decisions.Recording;

namespace Kinkeeper.Features.Decisions.Interviewing;

/// <summary>
/// What the page asks, and how its answers become the record that <see cref="RecordDecision"/> takes. What was left open is left
/// out: nothing is filled in for anybody.
/// </summary>
public static partial class InterviewForm
{
    /// <summary>The name under which the record says how the parent was asked.</summary>
    public const string Name = "kinkeeper-interview";

    private const string Version = "1";

    /// <summary>The five options that every parent is shown (docs/handbook.md, "What makes a decision valid").</summary>
    public static readonly IReadOnlyList<string> Options = ["accompany", "remain", "reunify_here", "counsel_first", "undecided"];

    /// <summary>What the officer records where the parent chose none of them.</summary>
    public static readonly IReadOnlyList<string> NoAnswer = ["declined", "not_ascertained"];

    public static readonly IReadOnlyList<string> Signatures = ["signed", "mark", "refused", "none"];

    public static readonly IReadOnlyList<string> InterpreterModes = ["in-person", "telephone", "video"];

    private static readonly string[] Copied =
    [
        "spoken_language", "parent_language", "interpreter", "interpreter_mode", "information_given", "child_contact_offered", "counsel_offered",
        "private", "parent_words", "signature",
    ];

    /// <summary>The options in a random order, so that none is first by habit.</summary>
    public static string NewOrder()
    {
        string[] order = [.. Options];
        RandomNumberGenerator.Shuffle<string>(order);
        return string.Join(',', order);
    }

    /// <summary>Whether a text names the five options, each once.</summary>
    public static bool IsOrder(string? order) => order?.Split(',').Order(StringComparer.Ordinal).SequenceEqual(Options.Order(StringComparer.Ordinal)) == true;

    /// <summary>A number for one interview, so that the same page sent twice is one record. It says nothing about anyone.</summary>
    public static string NewInterview() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static bool IsInterview(string? interview) => interview is not null && InterviewNumber().IsMatch(interview);

    /// <summary>The choice that an answer is recorded as: who wants to be reunited here, or to see a lawyer first, has decided nothing yet.</summary>
    public static string ChoiceOf(string answer) => answer is "reunify_here" or "counsel_first" ? "undecided" : answer;

    /// <summary>The record of one interview.</summary>
    /// <param name="pair">Parent and child.</param>
    /// <param name="field">A field's text as it was sent; null or empty where nothing was.</param>
    /// <param name="offered">The options that were read aloud.</param>
    /// <param name="officer">Who asked: the account that is signed in.</param>
    /// <param name="language">Of the text that the parent was shown, ISO 639-3.</param>
    /// <param name="now">When the parent answered, where no other time was given: in whole seconds, so that it is never after the recording.</param>
    /// <exception cref="Platform.RefusalException">A field holds something that cannot be read.</exception>
    public static DecisionDraft Draft(InterviewPair pair, Func<string, string?> field, IEnumerable<string> offered, string officer, string language, DateTimeOffset now)
    {
        JsonObject draft = new()
        {
            ["decision_id"] = $"kk:{field("interview")}",
            ["parent_record_id"] = pair.ParentRecord,
            ["child_record_id"] = pair.ChildRecord,
            ["choice"] = ChoiceOf(field("answer") ?? string.Empty),
            ["taken_at"] = field("taken_at") is { Length: > 0 } at ? $"{(at.Length == 16 ? $"{at}:00" : at)}Z" : now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["form"] = Name,
            // The order is part of what was shown, so it is part of the version.
            ["form_version"] = $"{Version}: {field("order")}",
            ["form_language"] = language,
            ["officer"] = officer,
            ["options_offered"] = new JsonArray([.. offered.Select(option => JsonValue.Create(option))]),
        };
        if (field("minutes_allowed") is { Length: > 0 } minutes)
        {
            draft["minutes_allowed"] = int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int whole) ? JsonValue.Create(whole) : JsonValue.Create(minutes);
        }

        foreach (string name in Copied)
        {
            if (field(name) is { Length: > 0 } text)
            {
                draft[name] = text;
            }
        }

        return DecisionDraft.Parse(draft.ToJsonString());
    }

    [GeneratedRegex("^[0-9a-f]{16}$")]
    private static partial Regex InterviewNumber();
}
