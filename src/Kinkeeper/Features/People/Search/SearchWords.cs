using System.Globalization;
using System.Text;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.People.Search;

/// <summary>
/// The text typed into the search box, read in every possible way: a name, an A-number, a record's id, a decision's id, a receipt's
/// number. Seven digits may be an A-number or a receipt's number, so the user is not asked which.
/// </summary>
public readonly record struct SearchWords
{
    /// <summary>The longest text accepted. A longer one is neither a name nor a number.</summary>
    public const int Longest = 200;

    /// <summary>Separates the parts of the line printed on a receipt.</summary>
    private const char ReceiptMark = '·';

    private SearchWords(string text, string decision) => (Text, Decision) = (text, decision);

    /// <summary>The text as typed, without surrounding blanks.</summary>
    public string Text { get; }

    /// <summary>The parts of a name; none if there are no letters.</summary>
    public NameParts Name { get; private init; }

    public ANumber? ANumber { get; private init; }

    /// <summary>A decision's id, as typed or from the first part of a receipt's line.</summary>
    public string Decision { get; }

    /// <summary>The log entry printed on a receipt: <c>17</c> or <c>17 / 240</c>, alone or in the whole line.</summary>
    public long? LogIndex { get; private init; }

    /// <returns>False if the text is empty or too long.</returns>
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
