using System.Text;

namespace Kinkeeper.Features.Records.Words;

/// <summary>The words a column may hold, and their meaning. Ignores case and guesses nothing else.</summary>
public sealed class CellTable<T>
    where T : struct, Enum
{
    private readonly (byte[] Word, T Value)[] _words;

    public CellTable(params (string Word, T Value)[] words)
    {
        _words = [.. words.Select(entry => (Encoding.ASCII.GetBytes(entry.Word), entry.Value))];
        Listed = string.Join(", ", words.Select(entry => entry.Word));
    }

    /// <summary>The words, for a message.</summary>
    public string Listed { get; }

    public bool TryFind(ReadOnlySpan<byte> cell, out T value)
    {
        foreach ((byte[] word, T meaning) in _words)
        {
            if (Ascii.EqualsIgnoreCase(cell, word))
            {
                value = meaning;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Checks if a value has a word.</summary>
    public bool Has(T value) => Array.Exists(_words, entry => EqualityComparer<T>.Default.Equals(entry.Value, value));

    /// <summary>Returns the word that the exchange files use for a value.</summary>
    public string WordFor(T value) =>
        Encoding.ASCII.GetString(_words.First(entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Word);
}
