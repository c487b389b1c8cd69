using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kinkeeper.TamperLog.Text;
using NSec.Cryptography;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>
/// A public key with its name (C2SP signed-note, "vkey"): <c>name+hex(key id)+base64(type ‖ public key)</c>. Two keys are
/// equal if their texts are equal.
/// </summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    private readonly PublicKey _key;

    internal VerifierKey(string name, KeyType type, PublicKey key)
    {
        _key = key;
        Name = name;
        Type = type;
        byte[] raw = key.Export(KeyBlobFormat.RawPublicKey);
        Id = KeyId(name, type, raw);
        Text = $"{name}+{Id.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([(byte)type, .. raw])}";
    }

    /// <summary>The key's name; for a log, its origin.</summary>
    public string Name { get; }

    /// <summary>The kind of signature that the key checks.</summary>
    public KeyType Type { get; }

    /// <summary>
    /// The first four bytes, big-endian, of SHA-256(name ‖ 0x0A ‖ type ‖ public key). It identifies a key and protects nothing.
    /// </summary>
    public uint Id { get; }

    /// <summary>The text form, for publishing and comparing.</summary>
    public string Text { get; }

    /// <summary>The 32 bytes of the public key.</summary>
    public byte[] PublicKeyBytes => _key.Export(KeyBlobFormat.RawPublicKey);

    /// <summary>Reads the text form. A key has only one accepted spelling.</summary>
    /// <exception cref="LogFormatException">
    /// The text is not a verifier key, has the wrong key id, or has a key type that this program cannot check.
    /// </exception>
    public static VerifierKey Parse(string text)
    {
        string[] parts = text.Split('+', 3);
        if (parts.Length != 3
            || !KeyName.IsValid(parts[0])
            || parts[1].Length != 8
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint id)
            || StrictBase64.Decode(parts[2]) is not { Length: > 0 } key)
        {
            throw new LogFormatException($"\"{text}\" is not a verifier key. A verifier key has the form name+8 hex digits+base64.");
        }

        if ((KeyType)key[0] is not (KeyType.Ed25519 or KeyType.Ed25519Cosignature))
        {
            throw new LogFormatException(
                $"The key \"{text}\" has the type 0x{key[0]:x2}, which this program cannot check (known: 0x01, 0x04).");
        }

        if (key.Length != 33
            || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, key.AsSpan(1), KeyBlobFormat.RawPublicKey, out PublicKey? imported))
        {
            throw new LogFormatException($"The key \"{text}\" does not contain the 32 bytes of an Ed25519 public key.");
        }

        VerifierKey verifier = new(parts[0], (KeyType)key[0], imported!);
        return verifier.Id == id && verifier.Text == text
            ? verifier
            : throw new LogFormatException(
                $"The key \"{text}\" has the id {parts[1]}, but its name and bytes give {verifier.Id:x8}. It was changed or mistyped.");
    }

    /// <summary>
    /// Returns true if <paramref name="signature"/> (without the key id) is this key's signature on <paramref name="text"/>.
    /// </summary>
    /// <param name="text">The text of a note, with its final newline.</param>
    /// <param name="signature">64 bytes; for a cosignature 8 bytes of time and then 64 bytes.</param>
    internal bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => Type switch
    {
        KeyType.Ed25519 => signature.Length == 64 && SignatureAlgorithm.Ed25519.Verify(_key, text, signature),
        _ => signature.Length == 72
            && BinaryPrimitives.ReadUInt64BigEndian(signature) is var time and <= long.MaxValue
            && SignatureAlgorithm.Ed25519.Verify(_key, Cosignature.Message(text, (long)time), signature[8..]),
    };

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text form.</summary>
    public override string ToString() => Text;

    private static uint KeyId(string name, KeyType type, ReadOnlySpan<byte> key)
    {
        byte[] input = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. key];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input));
    }
}
