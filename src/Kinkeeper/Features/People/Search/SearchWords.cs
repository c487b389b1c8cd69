using System.Globalization;
using System.Text;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.People.Search;

/// <summary>
/// What somebody typed into the search box, read every way it can be read: a name, an A-number, a record's id, a decision's id, the
/// number of a receipt. Seven digits may be an A-number and a receipt's number, so nothing is asked beforehand.
/// </summary>
public readonly record struct SearchWords
{
    /// <summary>Longer ones are no name and no number.</summary>
    public const int Longest = 200;

    /// <summary>Between the parts of the line that a receipt prints.</summary>
    private const char ReceiptMark = '·';

    private SearchWords(string text, string decision) => (Text, Decision) = (text, decision);

    /// <summary>As typed, without blanks around it.</summary>
    public string Text { get; }

    /// <summary>A name's parts; none where letters are missing.</summary>
    public NameParts Name { get; private init; }

    public ANumber? ANumber { get; private init; }

    /// <summary>A decision's id, as typed or as the first part of a receipt's line.</summary>
    public string Decision { get; }

    /// <summary>The entry of the log that a receipt prints: <c>17</c> or <c>17 / 240</c>, or in the whole line.</summary>
    public long? LogIndex { get; private init; }

    /// <returns>False for nothing, or too much.</returns>
    public static bool TryParse(string? text, out SearchWords words)
    {
        string typed = text?.Trim() ?? string.Empty;
        words = default;
        if (typed.Length is 0 or > Longest)
        {
            return false;
        }

        string[] line = typed.Split(ReceiptMark, StringSplitOptions.TrimEntries);
        string number = line[^1].Split('/', StringSplitOptions.TrimEntries)[0];
        bool hasDigits = typed.Any(char.IsAsciiDigit);
        words = new SearchWords(typed, line[0])
        {
            Name = hasDigits ? default : NameParts.ParseWhole(Encoding.UTF8.GetBytes(typed)),
            ANumber = hasDigits && Records.Values.ANumber.TryParse(typed, out ANumber alien) ? alien : null,
            LogIndex = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long index) ? index : null,
        };
        return true;
    }
}
