using System.Globalization;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// An alien registration number. Agencies write it with 7 to 9 digits in many ways (<c>A76 123 456</c>, <c>A#076-123-456</c>). It is
/// normalised to nine digits with leading zeros. It has no check digit: swapping two digits gives another valid number, often one that
/// belongs to another person.
/// </summary>
/// <param name="Value">1 to 999,999,999.</param>
public readonly record struct ANumber(int Value) : IComparable<ANumber>
{
    /// <summary>Reads a number as written. Ignores letters, dashes, blanks and #.</summary>
    /// <param name="text">As written.</param>
    /// <param name="number">The number.</param>
    /// <returns>False for fewer than 7 or more than 9 digits, any other character, or only zeros, which agencies write for
    /// "none".</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ANumber number)
    {
        Count count = default;
        foreach (char character in text)
        {
            count.Take(char.IsLetter(character) || char.GetUnicodeCategory(character) == UnicodeCategory.DashPunctuation || char.IsWhiteSpace(character)
                ? ' '
                : character);
        }

        return count.TryGet(out number);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out ANumber)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ANumber number)
    {
        Count count = default;
        for (int at = 0; at < utf8.Length;)
        {
            if (utf8[at] < 0x80)
            {
                count.Take((char)utf8[at++]);
                continue;
            }

            System.Text.Rune.DecodeFromUtf8(utf8[at..], out System.Text.Rune rune, out int taken);
            at += taken;
            bool dropped = System.Text.Rune.IsLetter(rune) || System.Text.Rune.IsWhiteSpace(rune) || System.Text.Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation;
            count.Take(dropped ? ' ' : '\uFFFD');
        }

        return count.TryGet(out number);
    }

    public int CompareTo(ANumber other) => Value.CompareTo(other.Value);

    /// <summary>Writes nine digits.</summary>
    public override string ToString() => Value.ToString("D9", CultureInfo.InvariantCulture);

    public static bool operator <(ANumber left, ANumber right) => left.Value < right.Value;

    public static bool operator <=(ANumber left, ANumber right) => left.Value <= right.Value;

    public static bool operator >(ANumber left, ANumber right) => left.Value > right.Value;

    public static bool operator >=(ANumber left, ANumber right) => left.Value >= right.Value;

    private struct Count
    {
        private long _value;
        private int _digits;
        private bool _other;

        public void Take(char character)
        {
            if (char.IsAsciiDigit(character))
            {
                _value = _digits < 10 ? (_value * 10) + (character - '0') : _value;
                _digits++;
            }
            else if (!char.IsAsciiLetter(character) && character is not (' ' or '-' or '#' or '\t' or '\r' or '\n'))
            {
                _other = true;
            }
        }

        public readonly bool TryGet(out ANumber number)
        {
            bool valid = !_other && _digits is >= 7 and <= 9 && _value > 0;
            number = valid ? new ANumber((int)_value) : default;
            return valid;
        }
    }
}
