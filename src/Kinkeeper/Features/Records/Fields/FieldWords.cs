using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>Writes a field's value in the words of the exchange file, and reads it back.</summary>
public static class FieldWords
{
    /// <summary>Writes the value as a cell of the exchange file or of a form. Null if it was not recorded.</summary>
    public static string? Of(FieldKind kind, FieldValue value) => (kind, value.Number) switch
    {
        (FieldKind.Instant, { } instant) => JsonTime.Text(Microseconds.ToInstant(instant)),
        (FieldKind.YesNo, { } answer) => (YesNo)answer switch { YesNo.Yes => "yes", YesNo.No => "no", _ => null },
        (FieldKind.Choice, { } choice) => DecisionCells.Choices.WordFor((Choice)choice),
        (FieldKind.Signature, { } signature) => (Signature)signature == Signature.NotRecorded ? null : DecisionCells.Signatures.WordFor((Signature)signature),
        (FieldKind.Options, { } options) => string.Join(';', WordsOf((OptionsOffered)options)),
        (_, { } number) => number.ToString(CultureInfo.InvariantCulture),
        _ => value.Text,
    };

    /// <summary>Reads the text that <see cref="Of"/> writes. Empty text means "not recorded".</summary>
    /// <returns>The end of a sentence that says what is wrong with the text. Null if <paramref name="value"/> was read.</returns>
    public static string? Read(FieldKind kind, string? text, out FieldValue value)
    {
        text = text?.Trim();
        value = FieldValue.Nothing;
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        switch (kind)
        {
            case FieldKind.Instant when Instant.TryParse(utf8, out DateTimeOffset instant):
                value = instant.ToMicroseconds();
                return null;
            case FieldKind.Instant:
                return "is not an instant with an offset, such as 2026-06-20T14:30:00-05:00.";
            case FieldKind.YesNo when text is "yes" or "no":
                value = (long)(text == "yes" ? YesNo.Yes : YesNo.No);
                return null;
            case FieldKind.YesNo:
                return "is neither yes nor no.";
            case FieldKind.Count when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count):
                value = count;
                return null;
            case FieldKind.Count:
                return "is not a whole number from 0 up.";
            case FieldKind.Choice:
                return Read(DecisionCells.Choices, utf8, out value);
            case FieldKind.Signature:
                return Read(DecisionCells.Signatures, utf8, out value);
            case FieldKind.Options:
                long offered = 0;
                foreach (string word in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    if (Read(DecisionCells.Options, Encoding.UTF8.GetBytes(word), out FieldValue option) is { } problem)
                    {
                        return problem;
                    }

                    offered |= option.Number!.Value;
                }

                value = offered;
                return null;
            case FieldKind.Language:
                value = Codes.Language(utf8);
                return null;
            default:
                value = text;
                return null;
        }
    }

    /// <summary>Writes one member of a record in the log. Skips a value that was not recorded. Always writes a list.</summary>
    public static void Write(Utf8JsonWriter json, string name, FieldKind kind, FieldValue value)
    {
        IEnumerable<string>? list = kind switch
        {
            FieldKind.Options => WordsOf((OptionsOffered)(value.Number ?? 0)),
            FieldKind.Words => value.Text!.Split(','),
            _ => null,
        };
        if (list is not null)
        {
            json.WriteStartArray(name);
            foreach (string word in list)
            {
                json.WriteStringValue(word);
            }

            json.WriteEndArray();
        }
        else if (kind == FieldKind.Count && value.Number is { } number)
        {
            json.WriteNumber(name, number);
        }
        else if (kind == FieldKind.Drawing && value.Text is { } drawing)
        {
            json.WriteString(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(drawing))));
        }
        else if (Of(kind, value) is { } text)
        {
            json.WriteString(name, text);
        }
    }

    private static IEnumerable<string> WordsOf(OptionsOffered options) => Enum.GetValues<OptionsOffered>()
        .Where(option => DecisionCells.Options.Has(option) && options.HasFlag(option))
        .Select(DecisionCells.Options.WordFor);

    private static string? Read<T>(CellTable<T> words, byte[] text, out FieldValue value)
        where T : struct, Enum
    {
        bool known = words.TryFind(text, out T found);
        value = known ? Convert.ToInt64(found, CultureInfo.InvariantCulture) : FieldValue.Nothing;
        return known ? null : $"is not one of {words.Listed}.";
    }
}
