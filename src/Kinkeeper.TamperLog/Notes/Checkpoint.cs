using System.Globalization;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>What a log says it is at one moment (C2SP tlog-checkpoint): who, how many entries, which root.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Entries in the tree.</param>
/// <param name="Root">The tree's root hash.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>Lines after the third: opaque, not recommended, kept because they are signed too.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The text that is signed.</summary>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n") + string.Concat(Extensions.Select(line => line + "\n"));

    /// <summary>Reads a note's text.</summary>
    /// <exception cref="LogFormatException">Not a checkpoint; says which line.</exception>
    public static Checkpoint Parse(string text)
    {
        string[] lines = text.EndsWith('\n') ? text[..^1].Split('\n') : [];
        if (lines.Length < 3 || lines.Any(line => line.Length == 0))
        {
            throw new LogFormatException("A checkpoint has at least three lines, none empty: origin, size, root hash.");
        }

        if (!TryParseSize(lines[1], out long size))
        {
            throw new LogFormatException($"The checkpoint's second line, \"{lines[1]}\", is not a tree size: a decimal number without leading zeros.");
        }

        return Digest.TryParse(lines[2], out Digest root)
            ? new Checkpoint(lines[0], size, root) { Extensions = lines[3..] }
            : throw new LogFormatException($"The checkpoint's third line, \"{lines[2]}\", is not a root hash: 32 bytes in base64.");
    }

    /// <summary>Decimal digits without leading zeros, sign or space.</summary>
    internal static bool TryParseSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && text == size.ToString(CultureInfo.InvariantCulture);
}
