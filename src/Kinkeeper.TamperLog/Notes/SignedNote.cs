using System.Text;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>
/// A text with signatures (C2SP signed-note). The text means nothing until <see cref="Verify"/> has accepted it.
/// </summary>
public sealed class SignedNote
{
    /// <summary>More signatures than this in one note are refused; the specification asks for at least 16.</summary>
    public const int MaximumSignatures = 100;

    /// <summary>Longer notes are refused, in bytes.</summary>
    public const int MaximumBytes = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed, with its final newline.</summary>
    public string Text { get; }

    /// <summary>Every signature line, in order, whoever made it.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs <paramref name="text"/> with one or more keys.</summary>
    /// <param name="text">Ends in a newline; no other control characters.</param>
    /// <param name="time">When a cosignature is made; ignored by plain keys.</param>
    /// <param name="keys">In the order of the signature lines.</param>
    /// <exception cref="LogFormatException">The text cannot be a note's.</exception>
    public static SignedNote Sign(string text, DateTimeOffset time, params IEnumerable<SigningKey> keys) =>
        text.EndsWith('\n') && !text.Any(IsForbidden)
            ? new SignedNote(text, keys.Select(key => key.Sign(text, time)).ToArray())
            : throw new LogFormatException("A note's text must end in a newline and hold no other control characters.");

    /// <summary>Reads a note without checking any signature.</summary>
    /// <exception cref="LogFormatException">Not a note; says why.</exception>
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
            throw new LogFormatException("The note holds a control character other than newline.");
        }

        int blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || note.Length == blank + 2 || !note.EndsWith('\n'))
        {
            throw new LogFormatException("The note does not end in a blank line and whole signature lines: it may have been cut off.");
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
    /// The signatures of <paramref name="known"/> keys, each key once. Signatures of other keys are ignored, even where they share
    /// the name or the id (not both) with a known one.
    /// </summary>
    /// <returns>Empty where no known key has signed.</returns>
    /// <exception cref="LogIntegrityException">A signature that claims to be a known key's is not: the text or the signature was changed.</exception>
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

    /// <summary>The same text with further signatures; one by the same name and id replaces the earlier.</summary>
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
