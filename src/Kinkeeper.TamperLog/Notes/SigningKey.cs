using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Kinkeeper.TamperLog.Text;
using NSec.Cryptography;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>
/// A private key with its name. Its text form is that of Go's <c>note</c> package:
/// <c>PRIVATE+KEY+name+hex(key id)+base64(type ‖ seed)</c>. Do not load it in a process that serves the web.
/// </summary>
public sealed class SigningKey : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";

    private readonly Key _key;

    private SigningKey(string name, KeyType type, Key key)
    {
        _key = key;
        Verifier = new VerifierKey(name, type, key.PublicKey);
    }

    /// <summary>The public half.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Creates a key from the system's random numbers.</summary>
    /// <param name="name">A log's origin or a witness's name: a schema-less URL, without spaces or <c>+</c>.</param>
    /// <param name="type">The kind of signature that the key makes.</param>
    /// <exception cref="LogFormatException">The name cannot be a key's name.</exception>
    public static SigningKey Create(string name, KeyType type = KeyType.Ed25519) =>
        KeyName.IsValid(name)
            ? new SigningKey(name, type, Key.Create(SignatureAlgorithm.Ed25519, Exportable))
            : throw new LogFormatException(
                $"\"{name}\" cannot be the name of a key. A name must not be empty or contain spaces, control characters or +.");

    /// <summary>Reads the text form.</summary>
    /// <exception cref="LogFormatException">The text is not a private key. The message never repeats the text.</exception>
    public static SigningKey Parse(string text)
    {
        string[] parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split('+', 3) : [];
        if (parts.Length != 3
            || !KeyName.IsValid(parts[0])
            || StrictBase64.Decode(parts[2]) is not { Length: 33 } secret
            || (KeyType)secret[0] is not (KeyType.Ed25519 or KeyType.Ed25519Cosignature))
        {
            throw new LogFormatException("This is not a private note key of a type that this program knows.");
        }

        SigningKey key = new(
            parts[0], (KeyType)secret[0],
            Key.Import(SignatureAlgorithm.Ed25519, secret.AsSpan(1), KeyBlobFormat.RawPrivateKey, Exportable));
        return parts[1] == key.Verifier.Id.ToString("x8", CultureInfo.InvariantCulture)
            ? key
            : throw new LogFormatException("The private note key does not match its own key id. It was changed or mistyped.");
    }

    /// <summary>Returns the text form. Anyone who has it can sign with this key.</summary>
    public string ExportText()
    {
        string secret = Convert.ToBase64String([(byte)Verifier.Type, .. _key.Export(KeyBlobFormat.RawPrivateKey)]);
        return $"{Prefix}{Verifier.Name}+{Verifier.Id.ToString("x8", CultureInfo.InvariantCulture)}+{secret}";
    }

    /// <summary>Signs a note's text.</summary>
    /// <param name="text">Text that ends in a newline.</param>
    /// <param name="time">The time of a cosignature; ignored for a plain signature.</param>
    internal NoteSignature Sign(string text, DateTimeOffset time)
    {
        byte[] message = Encoding.UTF8.GetBytes(text);
        if (Verifier.Type == KeyType.Ed25519)
        {
            return new NoteSignature(Verifier.Name, Verifier.Id, SignatureAlgorithm.Ed25519.Sign(_key, message));
        }

        long seconds = time.ToUnixTimeSeconds();
        byte[] signature = new byte[72];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        SignatureAlgorithm.Ed25519.Sign(_key, Cosignature.Message(message, seconds), signature.AsSpan(8));
        return new NoteSignature(Verifier.Name, Verifier.Id, signature);
    }

    /// <summary>Wipes the key from memory.</summary>
    public void Dispose() => _key.Dispose();

    private static KeyCreationParameters Exportable => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
}
