using System.Text;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Storage;

/// <summary>Reads and creates a file with a private key that only its owner may read.</summary>
public static class SigningKeyFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or creates one if there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of a new key; null to accept only an existing key.</param>
    /// <param name="type">The type of a new key.</param>
    /// <exception cref="LogFormatException">
    /// There is no key and no name, the file is not a key file, or other users may read it.
    /// </exception>
    public static SigningKey ReadOrCreate(string path, string? name, KeyType type = KeyType.Ed25519)
    {
        if (!File.Exists(path))
        {
            SigningKey created = SigningKey.Create(
                name ?? throw new LogFormatException($"There is no signing key at {path}, and no name was given for a new one."), type);
            DurableFile.Replace(path, Encoding.UTF8.GetBytes(created.ExportText() + "\n"), Owner);
            return created;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Owner) != UnixFileMode.None)
        {
            throw new LogFormatException($"Other users may read or change the signing key {path}. Run: chmod 600 {path}");
        }

        SigningKey key = SigningKey.Parse(File.ReadAllText(path).TrimEnd('\n'));
        if (name is not null && key.Verifier.Name != name)
        {
            string found = key.Verifier.Name;
            key.Dispose();
            throw new LogFormatException($"The signing key {path} belongs to \"{found}\", not to \"{name}\".");
        }

        return key;
    }
}
