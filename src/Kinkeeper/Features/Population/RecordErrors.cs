using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Population;

/// <summary>
/// How agencies get people wrong (docs of the domain, "Known problems"): second surnames dropped, surnames exchanged, accents and
/// apostrophes lost, birthdays put to 1 January, day and month swapped, digits of A-numbers transposed.
/// </summary>
internal static class RecordErrors
{
    private static readonly (string From, string To)[] Spellings =
    [
        ("z", "s"), ("s", "z"), ("v", "b"), ("b", "v"), ("ll", "y"), ("y", "i"), ("H", ""), ("í", "i"), ("c", "s"), ("qu", "k"), ("x", "j"), ("rr", "r"), ("n", "m"), ("g", "j"),
    ];

    /// <summary>Given names and surnames as one agency writes them.</summary>
    /// <param name="dice">The family's.</param>
    /// <param name="member">Whose name.</param>
    /// <param name="agency">Who writes it.</param>
    /// <param name="sure">The first given name stays as it is, so that no two records with the same A-number disagree in every part.</param>
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
            // The clerk takes the last name for the surname, and the first surname for a given name.
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

    /// <summary>The date of birth as recorded; null where it is not.</summary>
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

    /// <summary>A right A-number in one of the ways in which it is written.</summary>
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

    /// <summary>Nothing, or the number with two neighbours exchanged or one digit changed.</summary>
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

    /// <summary>The language as recorded: of people who speak an indigenous one, mostly "Spanish", by nationality.</summary>
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
