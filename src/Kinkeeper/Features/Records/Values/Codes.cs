using System.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Converts a coded cell to its stored value: the code if the spelling is known, otherwise the text as written. Null if the cell is empty.
/// </summary>
internal static class Codes
{
    /// <summary>Separates given names from surnames in a stored folded name. No folded part contains it.</summary>
    private const char Bar = '|';

    public static string? Country(ReadOnlySpan<byte> cell) =>
        IsNothing(cell) ? null : CountryCode.TryParse(cell, out CountryCode country) ? country.Code : Encoding.UTF8.GetString(cell);

    public static string? Language(ReadOnlySpan<byte> cell) =>
        IsNothing(cell) ? null : LanguageTag.TryParse(cell, out LanguageTag language) ? language.ToString() : Encoding.UTF8.GetString(cell).ToLowerInvariant();

    public static string? Sex(ReadOnlySpan<byte> cell) => Answers.TryParse(cell, out Records.Values.Sex sex)
        ? sex switch
        {
            Records.Values.Sex.Female => "F",
            Records.Values.Sex.Male => "M",
            Records.Values.Sex.Other => "X",
            _ => null,
        }
        : null;

    /// <summary>Converts given names and surnames to comparable parts. Null if no part is known.</summary>
    public static string? FoldedName(ReadOnlySpan<byte> given, ReadOnlySpan<byte> surnames)
    {
        NameParts name = NameParts.Parse(given, surnames);
        return name.IsKnown ? $"{name.Given}{Bar}{name.Surnames}" : null;
    }

    public static NameParts Unfold(string? folded)
    {
        int bar = folded?.IndexOf(Bar, StringComparison.Ordinal) ?? -1;
        return bar < 0 ? new NameParts(string.Empty, string.Empty) : new NameParts(folded![..bar], folded[(bar + 1)..]);
    }

    /// <summary>Returns the latest day that a partly known date allows. The younger someone may be, the more they are protected.</summary>
    public static DateOnly Latest(PartialDate date) => date.Exact
        ?? (date.Month > 0 ? new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)) : new DateOnly(date.Year, 12, 31));

    private static bool IsNothing(ReadOnlySpan<byte> cell) => cell.IsEmpty || Redaction.Is(cell);
}
