using System.Globalization;
using System.Text.RegularExpressions;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>One question that a page of the interview asks.</summary>
/// <param name="Name">The name in the form.</param>
/// <param name="Kind">The kind of value it holds.</param>
/// <param name="Words">The words to choose from; empty if it is not a choice.</param>
public sealed partial record InterviewField(string Name, InterviewField.Holds Kind, IReadOnlyList<string> Words)
{
    public enum Holds
    {
        Line = 1,
        Text = 2,
        OneOf = 3,
        AnyOf = 4,
        Minutes = 5,
        Moment = 6,
        Pen = 7,
    }

    public const int LongestLine = 200;
    public const int LongestText = 8_000;

    /// <summary>The longest signature accepted, in characters. A longer drawing is not a signature.</summary>
    public const int LongestStrokes = 60_000;

    /// <summary>A year in minutes: nobody was given longer to decide.</summary>
    private const int MostMinutes = 525_600;

    public static InterviewField Line(string name) => new(name, Holds.Line, []);

    public static InterviewField Text(string name) => new(name, Holds.Text, []);

    public static InterviewField OneOf(string name, IReadOnlyList<string> words) => new(name, Holds.OneOf, words);

    public static InterviewField AnyOf(string name, IReadOnlyList<string> words) => new(name, Holds.AnyOf, words);

    public static InterviewField Minutes(string name) => new(name, Holds.Minutes, []);

    public static InterviewField Moment(string name) => new(name, Holds.Moment, []);

    public static InterviewField Pen(string name) => new(name, Holds.Pen, []);

    /// <summary>Reads the sent values into the one stored spelling: several words separated by commas, an instant in UTC.</summary>
    /// <param name="sent">The values under this name.</param>
    /// <param name="value">Null if nothing was said.</param>
    /// <returns>False if the value does not match the field's kind.</returns>
    public bool TryRead(IReadOnlyList<string> sent, out string? value)
    {
        string[] said = [.. sent.Select(text => Control().Replace(text, string.Empty).ReplaceLineEndings("\n").Trim()).Where(text => text.Length > 0)];
        value = said.Length == 0 ? null : said[0];
        if (value is null)
        {
            return true;
        }

        switch (Kind)
        {
            case Holds.AnyOf:
                value = string.Join(',', Words.Where(said.Contains));
                return said.All(Words.Contains);
            case Holds.OneOf:
                return said.Length == 1 && Words.Contains(value);
            case Holds.Minutes:
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes <= MostMinutes;
            case Holds.Moment:
                bool isMoment = DateTimeOffset.TryParseExact(
                    value, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment);
                value = moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                return isMoment;
            case Holds.Pen:
                return value.Length <= LongestStrokes && PenData().IsMatch(value);
            default:
                return value.Length <= (Kind == Holds.Line ? LongestLine : LongestText);
        }
    }

    /// <summary>Control characters that no keyboard types.</summary>
    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]")]
    private static partial Regex Control();

    /// <summary>Pen data: for each stroke "M x y", then "L x y" for each movement; x up to 600, y up to 200.</summary>
    [GeneratedRegex(@"\A(?:M(?:600|[1-5]?[0-9]{1,2}) (?:200|1?[0-9]{1,2})(?:L(?:600|[1-5]?[0-9]{1,2}) (?:200|1?[0-9]{1,2}))*)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex PenData();
}
