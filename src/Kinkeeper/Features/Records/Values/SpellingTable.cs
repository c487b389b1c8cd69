using System.Collections.Frozen;

namespace Kinkeeper.Features.Records.Values;

/// <summary>Finds codes by any spelling that agencies use. Ignores blanks, punctuation, case and accents.</summary>
internal sealed class SpellingTable<T>
{
    private const int LongestSpelling = 128;
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _codes;

    /// <param name="spellings">Spellings with their codes; a spelling given twice keeps its first code.</param>
    public SpellingTable(IEnumerable<(string Spelling, T Code)> spellings)
    {
        Dictionary<string, T> codes = new(StringComparer.Ordinal);
        foreach ((string spelling, T code) in spellings)
        {
            string key = Fold.Key(spelling);
            if (key.Length > 0)
            {
                codes.TryAdd(key, code);
            }
        }

        _codes = codes.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool TryGet(ReadOnlySpan<byte> utf8, out T code)
    {
        Span<char> key = stackalloc char[LongestSpelling];
        int length = Fold.Key(utf8, key);
        return _codes.TryGetValue(key[..length], out code!) && length < LongestSpelling;
    }
}
