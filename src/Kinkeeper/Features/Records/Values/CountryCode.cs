namespace Kinkeeper.Features.Records.Values;

/// <summary>A country by its ISO 3166-1 alpha-2 code (and XK for Kosovo, which has none).</summary>
/// <param name="Code">Two capital letters.</param>
public readonly record struct CountryCode(string Code)
{
    private const int AgencyCodeLetters = 5;
    private static readonly SpellingTable<CountryCode> Spellings = new(ReadSpellings());

    /// <summary>
    /// Reads a code of two or three letters, a name in English or Spanish, or a name that an agency's system cut to five
    /// letters (GUATE, HONDU, MEXIC).
    /// </summary>
    /// <param name="utf8">As written.</param>
    /// <param name="country">The country.</param>
    /// <returns>False for blanks, for text that is not a country, for a former country (USSR), and for a name that could be two (CONGO,
    /// KOREA). Never guesses.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out CountryCode country) => Spellings.TryGet(utf8, out country);

    public override string ToString() => Code;

    private static List<(string, CountryCode)> ReadSpellings()
    {
        List<string[]> rows = EmbeddedTable.Read("Countries.csv");
        List<(string, CountryCode)> spellings = [];
        List<(string Letters, CountryCode Country)> cut = [];
        foreach (string[] row in rows)
        {
            CountryCode country = new(row[0]);
            string[] names = row[2].Split(';');
            spellings.Add((row[0], country));
            spellings.Add((row[1], country));
            spellings.AddRange(names.Select(name => (name, country)));
            string key = Fold.Key(names[0]);
            if (key.Length > AgencyCodeLetters)
            {
                cut.Add((key[..AgencyCodeLetters], country));
            }
        }

        spellings.AddRange(cut.GroupBy(entry => entry.Letters).Where(group => group.Count() == 1).Select(group => group.Single()));
        return spellings;
    }
}
