using System.Text.RegularExpressions;
using Kinkeeper.Features.Decisions.Interview.Texts;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>A text spoken by a person.</summary>
public sealed record SpokenText(string Path, string ContentType);

/// <summary>
/// Finds spoken texts for parents, recorded by a speaker of the language:
/// <c>DATA/recordings/ISO639-3/TEXT-KEY.mp3</c>, <c>.ogg</c> or <c>.wav</c>. The file's type is read from its first bytes, not its name.
/// </summary>
public sealed partial class Recordings(StoreLocation location)
{
    private static readonly string[] Endings = [".mp3", ".ogg", ".wav"];

    /// <summary>Returns the recording of a text in a language; null if there is none or the file is not a sound file.</summary>
    /// <param name="language">ISO 639-3, three small letters.</param>
    /// <param name="key">The text's key (<see cref="ParentText.Words"/>).</param>
    public SpokenText? Find(string? language, string key)
    {
        if (language is null || !Letters().IsMatch(language) || !Key().IsMatch(key))
        {
            return null;
        }

        foreach (string ending in Endings)
        {
            string path = Path.Combine(location.Folder, "recordings", language, key + ending);
            if (File.Exists(path) && TypeOf(path) is { } type)
            {
                return new SpokenText(path, type);
            }
        }

        return null;
    }

    private static string? TypeOf(string path)
    {
        Span<byte> start = stackalloc byte[12];
        using FileStream file = File.OpenRead(path);
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
        {
            return null;
        }

        return start[..3].SequenceEqual("ID3"u8) || (start[0] == 0xFF && (start[1] & 0xE6) == 0xE2) ? "audio/mpeg"
            : start[..4].SequenceEqual("OggS"u8) ? "audio/ogg"
            : start[..4].SequenceEqual("RIFF"u8) && start[8..].SequenceEqual("WAVE"u8) ? "audio/wav"
            : null;
    }

    [GeneratedRegex(@"\A[a-z]{3}\z")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\A[a-z0-9_-]{1,40}\z")]
    private static partial Regex Key();
}
