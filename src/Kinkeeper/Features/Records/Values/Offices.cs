namespace Kinkeeper.Features.Records.Values;

/// <summary>An office or sector by the code its agency uses.</summary>
/// <param name="Code">Three letters: an area of responsibility of ICE's removal office (<c>SNA</c>), a Border Patrol sector (<c>RGV</c>),
/// or a field office of CBP at ports of entry.</param>
/// <param name="Kind">The agency it belongs to.</param>
public readonly record struct FieldOffice(string Code, OfficeKind Kind)
{
    private static readonly SpellingTable<FieldOffice> Spellings = new(EmbeddedTable.Read("Offices.csv").SelectMany(row =>
    {
        FieldOffice office = new(row[1], Enum.Parse<OfficeKind>(row[0]));
        return row[2].Split(';').Prepend(row[1]).Select(name => (name, office));
    }));

    /// <summary>
    /// Reads a code, a name, or both, as in "Phoenix, AZ  (PHO)" and "Harlingen (SNA)". The code in parentheses is the area of
    /// responsibility of the place.
    /// </summary>
    /// <param name="utf8">As written.</param>
    /// <param name="office">The office.</param>
    /// <returns>False for blanks and for unknown offices.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out FieldOffice office)
    {
        int open = utf8.LastIndexOf((byte)'(');
        if (open >= 0 && utf8[(open + 1)..].IndexOf((byte)')') is > 0 and var length && Spellings.TryGet(utf8.Slice(open + 1, length), out office))
        {
            return true;
        }

        return Spellings.TryGet(utf8, out office) || (open > 0 && Spellings.TryGet(utf8[..open], out office));
    }

    public override string ToString() => Code;
}

public enum OfficeKind
{
    /// <summary>ICE Enforcement and Removal Operations.</summary>
    Removal,

    /// <summary>U.S. Border Patrol.</summary>
    Sector,

    /// <summary>CBP Office of Field Operations.</summary>
    Ports,
}

/// <summary>
/// Prepares the name of a shelter or detention facility for comparison: capital letters, single blanks, no legal forms, no punctuation.
/// </summary>
public static class Facility
{
    /// <returns>Null for blanks and withheld names.</returns>
    public static string? Name(ReadOnlySpan<byte> utf8)
    {
        if (Redaction.Is(utf8))
        {
            return null;
        }

        string folded = NameParts.Parse(default, utf8).Surnames;
        return folded.Length == 0 ? null : folded;
    }
}
