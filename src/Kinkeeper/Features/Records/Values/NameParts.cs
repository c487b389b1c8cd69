using System.Collections.Frozen;
using System.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// A name split into comparable parts. Central American names have one or more given names and two surnames, the father's
/// first. Agencies drop the second, swap them, or join them, so parts are compared, never whole fields.
/// </summary>
/// <param name="Given">
/// Parts in order, in capital letters without accents, separated by single blanks. Empty if no given name is known.
/// </param>
/// <param name="Surnames">The same for surnames. Particles come before their part: <c>DE LEON</c>, <c>DE LA CRUZ</c>.</param>
public readonly record struct NameParts(string Given, string Surnames)
{
    private const int LongestName = 1024;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Particles = Set(
        "DE", "DEL", "LA", "LAS", "LO", "LOS", "EL", "Y", "E", "DA", "DO", "DAS", "DOS", "DI", "VAN", "VON", "DER", "DEN", "BIN", "IBN", "AL", "SAN", "SANTA");

    /// <summary>Words that are typed when a name is not known, and words after a name that are not part of it.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NotParts = Set(
        "UNKNOWN", "UNK", "NFN", "FNU", "LNU", "NLN", "NMN", "NMI", "NONE", "NULL", "NOMBRE", "APELLIDO", "DESCONOCIDO", "DESCONOCIDA",
        "SIN", "XX", "XXX", "XXXX", "REDACTED", "TBD", "JR", "SR", "II", "III", "IV");

    /// <summary>Surnames that are often joined with their particles.</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Joined =
        ((string[])["DE LEON", "DE LA CRUZ", "DE LA ROSA", "DE LA TORRE", "DE LA PAZ", "DE LA FUENTE", "DE LA GARZA", "DE LA O", "DE LA VEGA", "DE LA TORRE",
            "DE LOS SANTOS", "DE LOS REYES", "DE LOS ANGELES", "DEL CID", "DEL VALLE", "DEL RIO", "DEL TORO", "DEL ANGEL", "DEL CARMEN", "DEL ROSARIO", "DE JESUS", "DE PAZ", "DE MATA", "DE OLIVEIRA", "DA SILVA", "DOS SANTOS"])
        .Distinct()
        .ToFrozenDictionary(name => name.Replace(" ", "", StringComparison.Ordinal), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Splits both fields. Blank, unknown and withheld fields have no parts.</summary>
    public static NameParts Parse(ReadOnlySpan<byte> given, ReadOnlySpan<byte> surnames) => new(Parts(given, isGiven: true), Parts(surnames, isGiven: false));

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static NameParts Parse(string? given, string? surnames) =>
        Parse(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(surnames ?? ""));

    /// <summary>Splits a name written in one field. With a comma it is read as "Surnames, Given names".</summary>
    /// <remarks>
    /// Without a comma, nothing marks the first surname. Four parts are usually two and two; with three parts, any split is a guess. The
    /// last half, rounded down, is therefore read as surnames.
    /// </remarks>
    public static NameParts ParseWhole(ReadOnlySpan<byte> name)
    {
        int comma = name.IndexOf((byte)',');
        if (comma >= 0)
        {
            return Parse(name[(comma + 1)..], name[..comma]);
        }

        string[] parts = Parts(name, isGiven: false).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int first = parts.Length - (parts.Length / 2);
        while (first > 1 && Particles.Contains(parts[first - 1]))
        {
            first--;
        }

        return new NameParts(string.Join(' ', parts[..first]), string.Join(' ', parts[first..]));
    }

    /// <summary>True if at least one part is known.</summary>
    public bool IsKnown => Given.Length + Surnames.Length > 0;

    /// <summary>The first surname with its particles, by custom the father's. Empty if none is known.</summary>
    public string Paternal => Surname(0);

    /// <summary>The second surname with its particles, by custom the mother's. Empty if fewer than two are known.</summary>
    public string Maternal => Surname(1);

    /// <summary>
    /// Checks if two names have no part in common, over given names and surnames. Ignores particles. False if either name has no
    /// known part, because an unknown name does not disagree.
    /// </summary>
    public bool Disagrees(in NameParts other) => IsKnown && other.IsKnown && !Shares(Given, other) && !Shares(Surnames, other);

    private static bool Shares(string parts, in NameParts other)
    {
        foreach (Range range in parts.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> part = parts.AsSpan()[range];
            if (!part.IsEmpty && !Particles.Contains(part) && (Contains(other.Given, part) || Contains(other.Surnames, part)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(string parts, ReadOnlySpan<char> part)
    {
        foreach (Range range in parts.AsSpan().Split(' '))
        {
            if (part.SequenceEqual(parts.AsSpan()[range]))
            {
                return true;
            }
        }

        return false;
    }

    private string Surname(int index)
    {
        ReadOnlySpan<char> parts = Surnames;
        int start = 0;
        int seen = 0;
        foreach (Range range in parts.Split(' '))
        {
            ReadOnlySpan<char> part = parts[range];
            if (part.IsEmpty || Particles.Contains(part))
            {
                continue;
            }

            int end = range.End.GetOffset(parts.Length);
            if (seen++ == index)
            {
                return parts[start..end].ToString();
            }

            start = Math.Min(end + 1, parts.Length);
        }

        return "";
    }

    private static string Parts(ReadOnlySpan<byte> utf8, bool isGiven)
    {
        if (utf8.IsEmpty || Redaction.Is(utf8) || IsNotAvailable(utf8))
        {
            return "";
        }

        Span<char> parts = stackalloc char[LongestName];
        Span<char> part = stackalloc char[128];
        int written = 0;
        int length = 0;
        for (int at = 0; at < utf8.Length;)
        {
            byte value = utf8[at];
            if (value < 0x80)
            {
                at++;
                Take((char)value, part, ref length, parts, ref written, isGiven);
                continue;
            }

            Rune.DecodeFromUtf8(utf8[at..], out Rune rune, out int taken);
            at += taken;
            if (!Fold.IsMark(rune.Value))
            {
                foreach (char letter in Fold.Letters(rune))
                {
                    Take(letter, part, ref length, parts, ref written, isGiven);
                }
            }
        }

        EndPart(part, ref length, parts, ref written, isGiven);
        return new string(parts[..written]);
    }

    private static void Take(char character, Span<char> part, ref int length, Span<char> parts, ref int written, bool isGiven)
    {
        if (char.IsAsciiLetter(character))
        {
            if (length < part.Length)
            {
                part[length++] = char.ToUpperInvariant(character);
            }
        }
        else if (!Fold.IsMark(character) && !char.IsAsciiDigit(character))
        {
            EndPart(part, ref length, parts, ref written, isGiven);
        }
    }

    private static void EndPart(Span<char> part, ref int length, Span<char> parts, ref int written, bool isGiven)
    {
        ReadOnlySpan<char> whole = part[..length];
        length = 0;
        if (whole.IsEmpty || NotParts.Contains(whole))
        {
            return;
        }

        if (isGiven && whole is "MA")
        {
            // The usual abbreviation: Ma. del Carmen.
            whole = "MARIA";
        }
        else if (Joined.TryGetValue(whole, out string? separate))
        {
            whole = separate;
        }

        if (written + whole.Length + 1 > parts.Length)
        {
            return;
        }

        if (written > 0)
        {
            parts[written++] = ' ';
        }

        whole.CopyTo(parts[written..]);
        written += whole.Length;
    }

    private static bool IsNotAvailable(ReadOnlySpan<byte> utf8) =>
        Ascii.EqualsIgnoreCase(utf8.Trim(" \t"u8), "N/A") || Ascii.EqualsIgnoreCase(utf8.Trim(" \t"u8), "NO NAME GIVEN") || Ascii.EqualsIgnoreCase(utf8.Trim(" \t"u8), "NO LAST NAME");

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        words.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
