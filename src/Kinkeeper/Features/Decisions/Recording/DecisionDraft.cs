using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>
/// What an officer writes down in an interview, field by field (<see cref="DecisionFields"/>). A field that is missing was not
/// recorded; nothing is filled in for it.
/// </summary>
public sealed class DecisionDraft
{
    private readonly Dictionary<DecisionField, FieldValue> _values = [];

    private DecisionDraft()
    {
    }

    /// <summary>The fields given, also those given as nothing.</summary>
    public IEnumerable<DecisionField> Given => _values.Keys;

    /// <summary>Nothing if the field was not recorded. The two records are given by their ids, as texts.</summary>
    public FieldValue this[DecisionField field] => _values.GetValueOrDefault(field);

    /// <summary>Reads one JSON object with the columns and words of the exchange file <c>decisions</c>.</summary>
    /// <exception cref="Platform.RefusalException">Not such an object: says which member, and what it may hold.</exception>
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
                    throw DecisionRefusals.Unreadable($"\"{member.Name}\" stands in it twice.");
                }
            }

            return draft;
        }
        catch (JsonException notJson)
        {
            throw DecisionRefusals.Unreadable(notJson.Message);
        }
    }

    /// <summary>A draft from the words of the exchange file, by field name. Null or an empty text is nothing.</summary>
    /// <exception cref="Platform.RefusalException">There is no such field, or it cannot hold the text.</exception>
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

    /// <summary>What <paramref name="row"/> recorded at first, with <paramref name="changes"/> over it.</summary>
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

    /// <summary>Refuses a draft that lacks a field without which there is no decision.</summary>
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

    /// <summary>A member as the exchange file would write it: options may be a list, minutes must be a number, the rest are texts.</summary>
    private static string? TextOf(DecisionField field, JsonElement value) => (field.Kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (FieldKind.Count, JsonValueKind.Number) when value.TryGetInt32(out int count) => count.ToString(CultureInfo.InvariantCulture),
        (FieldKind.Count, _) => throw DecisionRefusals.Unreadable($"\"{field.Name}\" is not a whole number from 0 up."),
        (FieldKind.Options, JsonValueKind.Array) => string.Join(';', value.EnumerateArray().Select(word =>
            word.ValueKind == JsonValueKind.String ? word.GetString()! : throw DecisionRefusals.Unreadable($"\"{field.Name}\" must be a list of words."))),
        (_, JsonValueKind.String) => value.GetString(),
        _ => throw DecisionRefusals.Unreadable($"\"{field.Name}\" must be a text."),
    };
}
