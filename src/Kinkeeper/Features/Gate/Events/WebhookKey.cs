using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using NSec.Cryptography;

namespace Kinkeeper.Features.Gate.Events;

/// <summary>The key that signs events. Only the owner can read its file; its public half is served.</summary>
public sealed class WebhookKey(StoreLocation location) : IDisposable
{
    private readonly Lock _gate = new();
    private Key? _key;

    /// <summary>The key, created on first use.</summary>
    /// <exception cref="RefusalException">The file exists but cannot be read.</exception>
    public Key Key
    {
        get
        {
            lock (_gate)
            {
                return _key ??= ReadOrCreate();
            }
        }
    }

    /// <summary>The id in the JSON Web Key: the first 16 characters of the public key.</summary>
    public string Id => PublicKey[..16];

    /// <summary>The public key: 32 bytes in base64url, the <c>x</c> of a JSON Web Key of curve Ed25519.</summary>
    public string PublicKey => Convert.ToBase64String(Key.PublicKey.Export(KeyBlobFormat.RawPublicKey)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public void Dispose() => _key?.Dispose();

    private Key ReadOrCreate()
    {
        string file = Path.Combine(location.Folder, "webhook-key");
        KeyCreationParameters exportable = new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        try
        {
            if (File.Exists(file))
            {
                return Key.Import(SignatureAlgorithm.Ed25519, Convert.FromBase64String(File.ReadAllText(file)), KeyBlobFormat.RawPrivateKey);
            }

            Key made = Key.Create(SignatureAlgorithm.Ed25519, exportable);
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using StreamWriter writer = new(file, options);
            writer.Write(Convert.ToBase64String(made.Export(KeyBlobFormat.RawPrivateKey)));
            return made;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new RefusalException(new Refusal("webhook-key-unreadable", $"The key {file} cannot be used: {unusable.Message}"), unusable);
        }
    }
}
