using System.Globalization;
using System.Text;

namespace Kinkeeper.Linkage.Names;

/// <summary>
/// Reduces a part of a name to its sound for a Spanish-speaking clerk. Spellings that clerks confuse get the same key: B and V;
/// S, Z, X and soft C; LL and Y; hard C, K and QU; G before E or I and J; silent H; HU, GU and W before a vowel; TZ and TS; and
/// the glottal stops of Mayan names (q', k', tz'). Accents and doubled letters do not count.
/// </summary>
internal static class SpanishSound
{
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "de", "del", "la", "las", "los", "el", "y", "e", "da", "das", "do", "dos", "di", "van", "von", "der",
    };

    /// <summary>
    /// Returns the parts of a name in lower case, without accents and particles: <c>De la Cruz-Pérez</c> gives <c>cruz</c>,
    /// <c>perez</c>.
    /// </summary>
    public static List<string> Parts(string name)
    {
        List<string> parts = [];
        StringBuilder part = new();
        foreach (Rune rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes().Append(new Rune(' ')))
        {
            if (Rune.IsLetter(rune))
            {
                part.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && rune.Value is not ('\'' or '’' or 'ʼ' or '.'))
            {
                if (part.Length > 0 && !Particles.Contains(part.ToString()))
                {
                    parts.Add(part.ToString());
                }

                part.Clear();
            }
        }

        return parts;
    }

    /// <summary>Returns the key of one part, as <see cref="Parts"/> returns it. Equal keys sound alike.</summary>
    public static string Key(string part)
    {
        StringBuilder key = new(part.Length);
        for (int at = 0; at < part.Length; at++)
        {
            char next = at + 1 < part.Length ? part[at + 1] : '\0';
            char after = at + 2 < part.Length ? part[at + 2] : '\0';
            switch (part[at])
            {
                case 'h' or 'w' when next == 'u' && IsVowel(after):
                    key.Append(after is 'e' or 'i' ? "g" : "gu");
                    at++;
                    break;
                case 'w':
                    key.Append(next is 'e' or 'i' ? "g" : "gu");
                    break;
                case 'h':
                    break;
                case 'c' when next == 'h':
                    key.Append('C');
                    at++;
                    break;
                case 's' when next == 'h':
                    key.Append('s');
                    at++;
                    break;
                case 'p' when next == 'h':
                    key.Append('f');
                    at++;
                    break;
                case 't' when next is 'z' or 's':
                    key.Append("ts");
                    at++;
                    break;
                case 'c' when next is 'e' or 'i':
                case 's' or 'z' or 'x':
                    key.Append('s');
                    break;
                case 'c' or 'k':
                    key.Append('k');
                    break;
                case 'q':
                    key.Append('k');
                    at += next == 'u' && after is 'e' or 'i' ? 1 : 0;
                    break;
                case 'g' when next is 'e' or 'i':
                case 'j':
                    key.Append('j');
                    break;
                case 'g' when next == 'u' && after is 'e' or 'i':
                    key.Append('g');
                    at++;
                    break;
                case 'b' or 'v':
                    key.Append('b');
                    break;
                case 'l' when next == 'l':
                    key.Append('y');
                    at++;
                    break;
                case 'y':
                    key.Append(IsVowel(next) ? 'y' : 'i');
                    break;
                default:
                    key.Append(part[at]);
                    break;
            }
        }

        return Undoubled(key);
    }

    private static string Undoubled(StringBuilder key)
    {
        StringBuilder result = new(key.Length);
        for (int at = 0; at < key.Length; at++)
        {
            if (result.Length == 0 || result[^1] != key[at])
            {
                result.Append(key[at]);
            }
        }

        return result.ToString();
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
