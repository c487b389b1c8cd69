using System.Text;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>
/// A text with signatures (C2SP signed-note). Do not trust the text before <see cref="Verify"/> has accepted it.
/// </summary>
public sealed class SignedNote
{
    /// <summary>The most signatures accepted in one note. The specification asks for at least 16.</summary>
    public const int MaximumSignatures = 100;

    /// <summary>The longest note accepted, in bytes.</summary>
    public const int MaximumBytes = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>The signed text, with its final newline.</summary>
    public string Text { get; }

    /// <summary>All signature lines in order, including those of unknown keys.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs <paramref name="text"/> with one or more keys.</summary>
    /// <param name="text">Text that ends in a newline and has no other control characters.</param>
    /// <param name="time">The time of a cosignature; ignored by plain keys.</param>
    /// <param name="keys">Keys in the order of the signature lines.</param>
    /// <exception cref="LogFormatException">The text cannot be the text of a note.</exception>
    public static SignedNote Sign(string text, DateTimeOffset time, params IEnumerable<SigningKey> keys) =>
        text.EndsWith('\n') && !text.Any(IsForbidden)
            ? new SignedNote(text, keys.Select(key => key.Sign(text, time)).ToArray())
            : throw new LogFormatException("A note's text must end in a newline and contain no other control characters.");

    /// <summary>Reads a note without checking any signature.</summary>
    /// <exception cref="LogFormatException">The bytes are not a note. The message says why.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumBytes)
        {
            throw new LogFormatException($"A note of {bytes.Length} bytes is longer than the {MaximumBytes} allowed.");
        }

        string note;
        try
        {
            note = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException notUtf8)
        {
            throw new LogFormatException("The note is not valid UTF-8.", notUtf8);
        }

        if (note.Any(IsForbidden))
        {
            throw new LogFormatException("The note contains a control character other than newline.");
        }

        int blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || note.Length == blank + 2 || !note.EndsWith('\n'))
        {
            throw new LogFormatException("The note does not end in a blank line and complete signature lines. It may have been cut off.");
        }

        string[] lines = note[(blank + 2)..^1].Split('\n', MaximumSignatures + 1);
        if (lines.Length > MaximumSignatures)
        {
            throw new LogFormatException($"The note has more than {MaximumSignatures} signatures.");
        }

        return new SignedNote(
            note[..(blank + 1)],
            Array.ConvertAll(lines, line => NoteSignature.Parse(line)
                ?? throw new LogFormatException($"The note's line \"{line}\" is not a signature line.")));
    }

    /// <summary>
    /// Returns the signatures of <paramref name="known"/> keys, each key once. It ignores signatures of other keys, even if they share
    /// the name or the id (not both) with a known key.
    /// </summary>
    /// <returns>Empty if no known key has signed.</returns>
    /// <exception cref="LogIntegrityException">
    /// A signature in the name of a known key is not valid: the text or the signature was changed.
    /// </exception>
    public IReadOnlyList<(VerifierKey Key, NoteSignature Signature)> Verify(params IEnumerable<VerifierKey> known)
    {
        byte[] text = Utf8.GetBytes(Text);
        VerifierKey[] keys = known.ToArray();
        List<(VerifierKey, NoteSignature)> verified = [];
        foreach (NoteSignature signature in Signatures)
        {
            VerifierKey? key = Array.Find(keys, key => key.Id == signature.KeyId && key.Name == signature.Name);
            if (key is null || verified.Exists(earlier => earlier.Item1.Equals(key)))
            {
                continue;
            }

            if (!key.Verify(text, signature.Bytes.Span))
            {
                throw new LogIntegrityException(
                    "signature", $"a signature by {key.Text}", signature.Line.TrimEnd('\n'),
                    "The signature does not fit the text: one of them was changed after signing.");
            }

            verified.Add((key, signature));
        }

        return verified;
    }

    /// <summary>Returns the same text with more signatures. A new signature replaces an old one of the same name and id.</summary>
    public SignedNote With(IEnumerable<NoteSignature> further)
    {
        NoteSignature[] added = further.ToArray();
        return new SignedNote(
            Text,
            [.. Signatures.Where(old => !added.Any(fresh => fresh.KeyId == old.KeyId && fresh.Name == old.Name)), .. added]);
    }

    /// <summary>The note as it is stored.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => signature.Line))}";

    /// <summary>The note as it is stored, in UTF-8.</summary>
    public byte[] ToBytes() => Utf8.GetBytes(ToString());

    private static bool IsForbidden(char character) => character < 0x20 && character != '\n';
}
