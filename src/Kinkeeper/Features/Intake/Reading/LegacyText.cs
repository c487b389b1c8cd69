using System.Text;
using System.Text.Unicode;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Reads text as strict UTF-8, or otherwise as Windows-1252. Agencies' exports use these two, sometimes both in one pasted file.
/// Bytes above 127 that form valid UTF-8 are practically never meant as Windows-1252, so the encoding is decided row by row.
/// </summary>
internal static class LegacyText
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Decode(ReadOnlySpan<byte> bytes) =>
        (Utf8.IsValid(bytes) ? Encoding.UTF8 : Windows1252).GetString(bytes);

    /// <summary>Converts Windows-1252 to UTF-8. Each byte becomes at most three.</summary>
    /// <returns>Bytes written.</returns>
    public static int ToUtf8(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        Span<char> characters = stackalloc char[256];
        int written = 0;
        while (!bytes.IsEmpty)
        {
            int taken = Math.Min(bytes.Length, characters.Length);
            int count = Windows1252.GetChars(bytes[..taken], characters);
            written += Encoding.UTF8.GetBytes(characters[..count], into[written..]);
            bytes = bytes[taken..];
        }

        return written;
    }

    /// <summary>Guesses UTF-16 without a byte order mark from the positions of NUL bytes. Null for any other encoding.</summary>
    public static Encoding? GuessUtf16(ReadOnlySpan<byte> beginning)
    {
        int even = 0;
        int odd = 0;
        for (int index = 0; index < beginning.Length; index++)
        {
            if (beginning[index] == 0)
            {
                _ = (index & 1) == 0 ? even++ : odd++;
            }
        }

        int half = beginning.Length / 2;
        return odd > half * 9 / 10 && even < half / 10 ? Encoding.Unicode
            : even > half * 9 / 10 && odd < half / 10 ? Encoding.BigEndianUnicode
            : null;
    }
}
