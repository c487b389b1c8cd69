namespace Kinkeeper.TamperLog.Text;

/// <summary>
/// Decodes base64 and accepts only one spelling per value. .NET's decoder skips white space and ignores unused trailing bits, so that
/// two different files could have the same signature. A signed file must have one spelling.
/// </summary>
internal static class StrictBase64
{
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        if (!Convert.TryFromBase64Chars(text, destination, out written))
        {
            return false;
        }

        Span<char> again = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        return Convert.TryToBase64Chars(destination[..written], again, out int length)
            && length == text.Length
            && again.SequenceEqual(text);
    }

    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        return TryDecode(text, bytes, out int written) ? bytes[..written] : null;
    }
}
