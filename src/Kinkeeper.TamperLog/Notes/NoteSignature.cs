using System.Buffers.Binary;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>One signature line of a note: <c>— name base64(key id ‖ signature)</c>.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">The key's id.</param>
/// <param name="Bytes">The signature without the key id.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    internal const string LinePrefix = "\u2014 ";

    /// <summary>The line as written in a note, with its newline.</summary>
    public string Line
    {
        get
        {
            byte[] bytes = new byte[4 + Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
            Bytes.CopyTo(bytes.AsMemory(4));
            return $"{LinePrefix}{Name} {Convert.ToBase64String(bytes)}\n";
        }
    }

    /// <summary>Reads a line without its newline; null if it is not a signature line.</summary>
    internal static NoteSignature? Parse(string line)
    {
        string[] parts = line.StartsWith(LinePrefix, StringComparison.Ordinal) ? line[LinePrefix.Length..].Split(' ', 2) : [];
        return parts.Length == 2 && KeyName.IsValid(parts[0]) && StrictBase64.Decode(parts[1]) is { Length: >= 5 } bytes
            ? new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4))
            : null;
    }
}
