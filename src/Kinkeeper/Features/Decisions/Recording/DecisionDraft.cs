using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>
/// The values an officer records in an interview, field by field (<see cref="DecisionFields"/>). A missing field was not recorded;
/// nothing is filled in for it.
/// </summary>
public sealed class DecisionDraft
{
    private readonly Dictionary<DecisionField, FieldValue> _values = [];

    private DecisionDraft()
    {
    }

    /// <summary>The fields given, including those given as empty.</summary>
    public IEnumerable<DecisionField> Given => _values.Keys;

    /// <summary>The value of a field; empty if it was not recorded. The two records are given by their ids, as texts.</summary>
    public FieldValue this[DecisionField field] => _values.GetValueOrDefault(field);

    /// <summary>Reads one JSON object with the columns and words of the exchange file <c>decisions</c>.</summary>
    /// <exception cref="Platform.RefusalException">
    /// The JSON is not such an object. The refusal names the member and what it may hold.
    /// </exception>
    public static DecisionDraft Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw DecisionRefusals.Unreadable("it is not a JSON object.");
            }

            DecisionDraft draft = new();
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                DecisionField field = Known(member.Name);
                if (!draft._values.TryAdd(field, Read(field, TextOf(field, member.Value))))
                {
                    throw DecisionRefusals.Unreadable($"\"{member.Name}\" appears twice.");
                }
            }

            return draft;
        }
        catch (JsonException notJson)
        {
            throw DecisionRefusals.Unreadable(notJson.Message);
        }
    }

    /// <summary>Builds a draft from the words of the exchange file, by field name. Null or an empty text means not recorded.</summary>
    /// <exception cref="Platform.RefusalException">The field does not exist or cannot hold the text.</exception>
    public static DecisionDraft Of(IEnumerable<KeyValuePair<string, string?>> words)
    {
        DecisionDraft draft = new();
        foreach ((string name, string? text) in words)
        {
            DecisionField field = Known(name);
            draft._values[field] = Read(field, text);
        }

        return draft;
    }

    /// <summary>Builds a draft from what <paramref name="row"/> first recorded, with <paramref name="changes"/> applied.</summary>
    public static DecisionDraft Of(DecisionRow row, DecisionDraft changes)
    {
        DecisionDraft draft = new();
        foreach (DecisionField field in DecisionFields.All.Where(field => field.GivenElsewhere is null))
        {
            draft._values[field] = changes._values.TryGetValue(field, out FieldValue changed) ? changed : field.Get(row);
        }

        return draft;
    }

    /// <summary>The text of a field that must be given.</summary>
    public string Required(DecisionField field) => this[field].Text ?? throw Missing(field);

    /// <summary>Refuses a draft that lacks a required field.</summary>
    public void RequireAll()
    {
        if (DecisionFields.All.FirstOrDefault(field => field is { IsRequired: true, GivenElsewhere: null } && field != DecisionFields.DecisionId && this[field].IsNothing) is { } missing)
        {
            throw Missing(missing);
        }
    }

    private static RefusalException Missing(DecisionField field) =>
        DecisionRefusals.Unreadable($"\"{field.Name}\" is missing, and there is no default for it.");

    private static DecisionField Known(string name)
    {
        DecisionField field = DecisionFields.Find(name) ?? throw DecisionRefusals.Unreadable(
            $"there is no field \"{name}\". Fields: {string.Join(", ", DecisionFields.All.Where(known => known.GivenElsewhere is null).Select(known => known.Name))}.");
        return field.GivenElsewhere is { } instead ? throw DecisionRefusals.FieldNotHere(name, instead) : field;
    }

    private static FieldValue Read(DecisionField field, string? text) =>
        FieldWords.Read(field.Kind, text, out FieldValue value) is { } problem ? throw DecisionRefusals.Unreadable($"\"{field.Name}\" {problem}") : value;

    /// <summary>
    /// Returns a member in the exchange file's words: options may be a list, minutes must be a number, other fields are texts.
    /// </summary>
    private static string? TextOf(DecisionField field, JsonElement value) => (field.Kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (FieldKind.Count, JsonValueKind.Number) when value.TryGetInt32(out int count) => count.ToString(CultureInfo.InvariantCulture),
        (FieldKind.Count, _) => throw DecisionRefusals.Unreadable($"\"{field.Name}\" is not a whole number of 0 or more."),
        (FieldKind.Options, JsonValueKind.Array) => string.Join(';', value.EnumerateArray().Select(word =>
            word.ValueKind == JsonValueKind.String ? word.GetString()! : throw DecisionRefusals.Unreadable($"\"{field.Name}\" must be a list of words."))),
        (_, JsonValueKind.String) => value.GetString(),
        _ => throw DecisionRefusals.Unreadable($"\"{field.Name}\" must be a text."),
    };
}
