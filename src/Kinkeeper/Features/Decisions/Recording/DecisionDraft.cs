using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Intake.Formats.Exchange;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>
/// What an officer writes down in an interview: one JSON object with the columns and words of the exchange file
/// <c>decisions</c>. A member that is missing was not recorded; nothing is filled in for it.
/// </summary>
public sealed class DecisionDraft
{
    private static readonly Dictionary<string, string> NotHere = new(StringComparer.Ordinal)
    {
        ["recorded_at"] = "it is the moment at which this is recorded.",
        ["supervisor"] = "the supervisor acknowledges: kinkeeper decision acknowledge.",
        ["acknowledged_at"] = "the supervisor acknowledges: kinkeeper decision acknowledge.",
        ["revoked_at"] = "the parent takes it back: kinkeeper decision revoke.",
    };

    private readonly Dictionary<string, JsonElement> _members;

    private DecisionDraft(Dictionary<string, JsonElement> members) => _members = members;

    /// <summary>Reads and checks the form of every member.</summary>
    /// <exception cref="Platform.RefusalException">Not such an object: says which member, and what it may hold.</exception>
    public static DecisionDraft Parse(string json)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw DecisionRefusals.Unreadable("it is not a JSON object.");
            }

            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (!members.TryAdd(member.Name, member.Value.Clone()))
                {
                    throw DecisionRefusals.Unreadable($"\"{member.Name}\" stands in it twice.");
                }
            }
        }
        catch (JsonException notJson)
        {
            throw DecisionRefusals.Unreadable(notJson.Message);
        }

        IReadOnlyList<string> known = new DecisionsFormat().Columns;
        foreach (string name in members.Keys)
        {
            if (NotHere.TryGetValue(name, out string? instead))
            {
                throw DecisionRefusals.FieldNotHere(name, instead);
            }

            if (!known.Contains(name))
            {
                throw DecisionRefusals.Unreadable($"there is no field \"{name}\". Fields: {string.Join(", ", known.Where(column => !NotHere.ContainsKey(column)))}.");
            }
        }

        return new DecisionDraft(members);
    }

    /// <summary>The members given.</summary>
    public IEnumerable<string> Names => _members.Keys;

    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>The text of a member without outer blanks; null where it is missing or empty.</summary>
    public string? Text(string name)
    {
        if (!_members.TryGetValue(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw DecisionRefusals.Unreadable($"\"{name}\" must be a text.");
        }

        string text = value.GetString()!.Trim();
        return text.Length == 0 ? null : text;
    }

    public string Required(string name) => Text(name) ?? throw DecisionRefusals.Unreadable($"\"{name}\" is missing, and there is no default for it.");

    public string? Language(string name) => Text(name) is { } text ? Codes.Language(Encoding.UTF8.GetBytes(text)) : null;

    public DateTimeOffset Instant(string name) =>
        Records.Values.Instant.TryParse(Encoding.UTF8.GetBytes(Required(name)), out DateTimeOffset instant)
            ? instant
            : throw DecisionRefusals.Unreadable($"\"{name}\" is not an instant with an offset, such as 2026-06-20T14:30:00-05:00.");

    public YesNo YesOrNo(string name) => Text(name) switch
    {
        null => YesNo.Unknown,
        "yes" => YesNo.Yes,
        "no" => YesNo.No,
        _ => throw DecisionRefusals.Unreadable($"\"{name}\" is neither yes nor no."),
    };

    public Choice Choice() => Word("choice", DecisionCells.Choices, Required("choice"));

    public Signature Signature() => Text("signature") is { } word ? Word("signature", DecisionCells.Signatures, word) : Records.Words.Signature.NotRecorded;

    /// <summary>A list of words, or one text with semicolons as in the exchange file.</summary>
    public OptionsOffered Options()
    {
        if (!_members.TryGetValue("options_offered", out JsonElement value))
        {
            return OptionsOffered.None;
        }

        IEnumerable<string> words = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw DecisionRefusals.Unreadable("\"options_offered\" must be a list of words."))
            : (Text("options_offered") ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Aggregate(OptionsOffered.None, (offered, word) => offered | Word("options_offered", DecisionCells.Options, word));
    }

    public int? Minutes() => !_members.TryGetValue("minutes_allowed", out JsonElement value) || value.ValueKind == JsonValueKind.Null
        ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int minutes) && minutes >= 0
            ? minutes
            : throw DecisionRefusals.Unreadable("\"minutes_allowed\" is not a whole number from 0 up.");

    private static T Word<T>(string name, CellTable<T> words, string word)
        where T : struct, Enum =>
        words.TryFind(Encoding.UTF8.GetBytes(word), out T value) ? value : throw DecisionRefusals.Unreadable($"\"{name}\" is not one of {words.Listed}.");
}
