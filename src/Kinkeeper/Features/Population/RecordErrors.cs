using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Population;

/// <summary>
/// Makes the errors that agencies make (docs of the domain, "Known problems"): dropped second surnames, swapped surnames, lost accents
/// and apostrophes, birthdays set to 1 January, day and month swapped, digits of A-numbers transposed.
/// </summary>
internal static class RecordErrors
{
    private static readonly (string From, string To)[] Spellings =
    [
        ("z", "s"), ("s", "z"), ("v", "b"), ("b", "v"), ("ll", "y"), ("y", "i"), ("H", ""), ("í", "i"), ("c", "s"), ("qu", "k"), ("x", "j"), ("rr", "r"), ("n", "m"), ("g", "j"),
    ];

    /// <summary>Returns given names and surnames as one agency writes them.</summary>
    /// <param name="dice">The family's dice.</param>
    /// <param name="member">The person.</param>
    /// <param name="agency">The agency that writes the name.</param>
    /// <param name="sure">True to keep the first given name unchanged, so that no two records with the same A-number disagree in every
    /// part.</param>
    public static (string Given, string Surnames) Name(Dice dice, Member member, string agency, bool sure)
    {
        string given = member.Given;
        string paternal = member.Paternal;
        string maternal = member.Maternal;
        int space = given.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && dice.Chance(0.22))
        {
            given = given[..space];
        }
        else if (space > 0 && dice.Chance(0.04))
        {
            given = $"{given[..space]} {given[space + 1]}";
        }
        else if (!sure && dice.Chance(0.06))
        {
            given = dice.Of<string>(member.Female ? ["Chabela", "Lupita", "Mari", "Conchita", "Tita"] : ["Chepe", "Beto", "Memo", "Nando", "Paco"]);
        }

        if (maternal.Length > 0 && dice.Chance(agency == "ice" ? 0.3 : 0.2))
        {
            maternal = "";
        }
        else if (maternal.Length > 0 && dice.Chance(0.025))
        {
            (paternal, maternal) = (maternal, paternal);
        }
        else if (maternal.Length > 0 && dice.Chance(0.01))
        {
            // The clerk reads the last name as the surname, and the first surname as a given name.
            given = $"{given} {paternal}";
            (paternal, maternal) = (maternal, "");
        }

        if (dice.Chance(0.05))
        {
            paternal = Misspell(dice, paternal);
        }

        if (!sure && dice.Chance(0.06))
        {
            given = Misspell(dice, given);
        }

        string surnames = maternal.Length == 0 ? paternal : dice.Chance(0.04) ? $"{paternal}-{maternal}" : $"{paternal} {maternal}";
        return dice.Chance(agency is "orr" or "uscis" ? 0.25 : 0.8) ? (Capitals(given), Capitals(surnames)) : (given, surnames);
    }

    /// <summary>Returns the date of birth as recorded. Null if it is not recorded.</summary>
    public static DateOnly? Born(Dice dice, DateOnly born, DateOnly recorded)
    {
        double what = dice.Unit();
        return what switch
        {
            < 0.02 => null,
            < 0.06 => new DateOnly(born.Year, 1, 1),
            < 0.08 when born.Day <= 12 && new DateOnly(born.Year, born.Day, born.Month) <= recorded => new DateOnly(born.Year, born.Day, born.Month),
            < 0.10 => born.AddYears(dice.Chance(0.5) && born.AddYears(1) <= recorded ? 1 : -1),
            _ => born,
        };
    }

    /// <summary>Writes a correct A-number in one of the usual ways.</summary>
    public static string Written(Dice dice, ANumber number)
    {
        string digits = number.ToString();
        return dice.Below(10) switch
        {
            < 5 => $"A{digits}",
            < 8 => digits.TrimStart('0'),
            8 => $"A{digits[..3]}-{digits[3..6]}-{digits[6..]}",
            _ => $"A{digits[..3]} {digits[3..6]} {digits[6..]}",
        };
    }

    /// <summary>Returns nothing, or the number with two neighbouring digits swapped or one digit changed.</summary>
    public static string Wrong(Dice dice, ANumber number)
    {
        if (dice.Chance(0.6))
        {
            return "";
        }

        char[] digits = number.ToString().ToCharArray();
        int at = dice.Between(2, digits.Length - 2);
        if (digits[at] != digits[at + 1])
        {
            (digits[at], digits[at + 1]) = (digits[at + 1], digits[at]);
        }
        else
        {
            digits[at] = (char)('0' + ((digits[at] - '0' + dice.Between(1, 9)) % 10));
        }

        return $"A{new string(digits)}";
    }

    /// <summary>
    /// Returns the language as recorded. Speakers of an indigenous language are mostly recorded as "Spanish", by nationality.
    /// </summary>
    public static string Language(Dice dice, Origin origin, string agency) =>
        dice.Chance(0.07) ? ""
        : origin.People is not null && dice.Chance(agency == "orr" ? 0.25 : 0.6) ? "spa"
        : origin.Language;

    private static string Misspell(Dice dice, string name)
    {
        (string from, string to) = Spellings[dice.Below(Spellings.Length)];
        int at = name.IndexOf(from, 1 < name.Length && from != "H" ? 1 : 0, StringComparison.Ordinal);
        return at < 0 || name.Length < 4 ? name : string.Concat(name.AsSpan(0, at), to, name.AsSpan(at + from.Length));
    }

    private static string Capitals(string name)
    {
        NameParts parts = NameParts.Parse(name, "");
        return parts.Given;
    }
}
