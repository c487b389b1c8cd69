namespace Kinkeeper.Features.Records.Values;

/// <summary>The answer in a yes/no column. Blank means that nobody recorded an answer. It is never read as "no".</summary>
public enum YesNo : byte
{
    Unknown,
    Yes,
    No,
}

public enum Sex : byte
{
    Unknown,
    Female,
    Male,

    /// <summary>Recorded as neither female nor male.</summary>
    Other,
}

/// <summary>Reads the short answers used on forms, in English and Spanish.</summary>
public static class Answers
{
    private static readonly SpellingTable<YesNo> YesNos = new(
    [
        ("yes", YesNo.Yes), ("y", YesNo.Yes), ("true", YesNo.Yes), ("t", YesNo.Yes), ("1", YesNo.Yes), ("si", YesNo.Yes), ("x", YesNo.Yes),
        ("no", YesNo.No), ("n", YesNo.No), ("false", YesNo.No), ("f", YesNo.No), ("0", YesNo.No),
        ("unknown", YesNo.Unknown), ("unk", YesNo.Unknown), ("u", YesNo.Unknown), ("desconocido", YesNo.Unknown),
    ]);

    private static readonly SpellingTable<Sex> Sexes = new(
    [
        ("f", Sex.Female), ("female", Sex.Female), ("femenino", Sex.Female), ("mujer", Sex.Female), ("woman", Sex.Female), ("girl", Sex.Female), ("fem", Sex.Female),
        ("m", Sex.Male), ("male", Sex.Male), ("masculino", Sex.Male), ("hombre", Sex.Male), ("man", Sex.Male), ("boy", Sex.Male), ("h", Sex.Male), ("masc", Sex.Male),
        ("x", Sex.Other), ("other", Sex.Other), ("nonbinary", Sex.Other),
        ("u", Sex.Unknown), ("unknown", Sex.Unknown), ("unk", Sex.Unknown), ("desconocido", Sex.Unknown),
    ]);

    /// <returns>False if the text is neither blank nor an answer. Then <paramref name="answer"/> is unknown.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out YesNo answer)
    {
        answer = default;
        return IsBlank(utf8) || YesNos.TryGet(utf8, out answer);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out YesNo)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Sex sex)
    {
        sex = default;
        return IsBlank(utf8) || Sexes.TryGet(utf8, out sex);
    }

    private static bool IsBlank(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExcept(" \t\r\n"u8);
}
