using System.Globalization;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>The state of a log at one moment (C2SP tlog-checkpoint): its name, its number of entries, its root.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Entries in the tree.</param>
/// <param name="Root">The tree's root hash.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>Lines after the third. Opaque and not recommended; kept because they are signed too.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The text that is signed.</summary>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n") + string.Concat(Extensions.Select(line => line + "\n"));

    /// <summary>Reads the text of a note.</summary>
    /// <exception cref="LogFormatException">The text is not a checkpoint. The message names the line.</exception>
    public static Checkpoint Parse(string text)
    {
        string[] lines = text.EndsWith('\n') ? text[..^1].Split('\n') : [];
        if (lines.Length < 3 || lines.Any(line => line.Length == 0))
        {
            throw new LogFormatException("A checkpoint needs at least three lines, none empty: origin, size, root hash.");
        }

        if (!TryParseSize(lines[1], out long size))
        {
            throw new LogFormatException(
                $"The checkpoint's second line, \"{lines[1]}\", is not a tree size. "
                + "A tree size is a decimal number without leading zeros.");
        }

        return Digest.TryParse(lines[2], out Digest root)
            ? new Checkpoint(lines[0], size, root) { Extensions = lines[3..] }
            : throw new LogFormatException(
                $"The checkpoint's third line, \"{lines[2]}\", is not a root hash. A root hash is 32 bytes in base64.");
    }

    /// <summary>Reads decimal digits without leading zeros, sign or space.</summary>
    internal static bool TryParseSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && text == size.ToString(CultureInfo.InvariantCulture);
}
