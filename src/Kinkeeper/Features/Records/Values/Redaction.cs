namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Recognises values withheld under the Freedom of Information Act: <c>(b)(6),(b)(7)(c )</c>, <c>b6 b7c</c>, <c>[REDACTED]</c>. Such a
/// cell means that a value is on record but was not released. It is neither a value nor an error.
/// </summary>
public static class Redaction
{
    /// <summary>Checks if the whole text consists of exemptions (5 U.S.C. 552(b)) or words for "withheld".</summary>
    public static bool Is(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> rest = utf8.Trim(" \t\r\n"u8);
        if (rest.Length is < 2 or > 256 || rest[0] is not ((byte)'(' or (byte)'[' or (byte)'b' or (byte)'B' or (byte)'R' or (byte)'r' or (byte)'W' or (byte)'w' or (byte)'*'))
        {
            return false;
        }

        int found = 0;
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n,;/&-"u8);
            if (rest.IsEmpty)
            {
                return found > 0;
            }

            if (!TakeWord(ref rest) && !TakeExemption(ref rest))
            {
                return false;
            }

            found++;
        }
    }

    private static bool TakeWord(ref ReadOnlySpan<byte> rest)
    {
        foreach (string word in (ReadOnlySpan<string>)["REDACTED", "WITHHELD IN FULL", "WITHHELD", "***"])
        {
            ReadOnlySpan<byte> after = rest;
            bool bracket = Take(ref after, (byte)'[') || Take(ref after, (byte)'(');
            if (after.Length < word.Length || !System.Text.Ascii.EqualsIgnoreCase(after[..word.Length], word))
            {
                continue;
            }

            after = after[word.Length..].TrimStart((byte)'*');
            if (bracket && !Take(ref after, (byte)']') && !Take(ref after, (byte)')'))
            {
                continue;
            }

            if (after.IsEmpty || !char.IsAsciiLetterOrDigit((char)after[0]))
            {
                rest = after;
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads <c>(b)(7)(C)</c>, even with missing parentheses or with blanks anywhere.</summary>
    private static bool TakeExemption(ref ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> after = rest;
        if (!TakePart(ref after, letter => (letter | 0x20) == 'b') || !TakePart(ref after, digit => digit is >= (byte)'1' and <= (byte)'9'))
        {
            return false;
        }

        ReadOnlySpan<byte> withLetter = after;
        if (TakePart(ref withLetter, letter => (letter | 0x20) is >= 'a' and <= 'f'))
        {
            // "b6 b7c": a b followed by a digit begins the next exemption.
            ReadOnlySpan<byte> next = after.TrimStart((byte)' ');
            if (!TakeStart(next))
            {
                after = withLetter;
            }
        }

        if (!after.IsEmpty && char.IsAsciiLetterOrDigit((char)after[0]))
        {
            return false;
        }

        rest = after;
        return true;

        static bool TakeStart(ReadOnlySpan<byte> text) =>
            TakePart(ref text, letter => (letter | 0x20) == 'b') && TakePart(ref text, digit => digit is >= (byte)'1' and <= (byte)'9');
    }

    private static bool TakePart(ref ReadOnlySpan<byte> rest, Func<byte, bool> fits)
    {
        ReadOnlySpan<byte> after = rest.TrimStart((byte)' ');
        Take(ref after, (byte)'(');
        after = after.TrimStart((byte)' ');
        if (after.IsEmpty || !fits(after[0]))
        {
            return false;
        }

        after = after[1..];
        ReadOnlySpan<byte> closed = after.TrimStart((byte)' ');
        rest = Take(ref closed, (byte)')') ? closed : after;
        return true;
    }

    private static bool Take(ref ReadOnlySpan<byte> text, byte value)
    {
        if (text.IsEmpty || text[0] != value)
        {
            return false;
        }

        text = text[1..];
        return true;
    }
}
