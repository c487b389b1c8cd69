using System.Text;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Storage;

/// <summary>A private key in a file that only its owner may read.</summary>
public static class SigningKeyFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes one where there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of a new key; null to accept an existing key only.</param>
    /// <param name="type">The type of a new key.</param>
    /// <exception cref="LogFormatException">No key and no name; no key file; or others than its owner may read it.</exception>
    public static SigningKey ReadOrCreate(string path, string? name, KeyType type = KeyType.Ed25519)
    {
        if (!File.Exists(path))
        {
            SigningKey created = SigningKey.Create(
                name ?? throw new LogFormatException($"There is no signing key at {path}, and no name to make one for."), type);
            DurableFile.Replace(path, Encoding.UTF8.GetBytes(created.ExportText() + "\n"), Owner);
            return created;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Owner) != UnixFileMode.None)
        {
            throw new LogFormatException($"Others than its owner may read or change the signing key {path}. Run: chmod 600 {path}");
        }

        SigningKey key = SigningKey.Parse(File.ReadAllText(path).TrimEnd('\n'));
        if (name is not null && key.Verifier.Name != name)
        {
            string found = key.Verifier.Name;
            key.Dispose();
            throw new LogFormatException($"The signing key {path} is that of \"{found}\", not of \"{name}\".");
        }

        return key;
    }
}
