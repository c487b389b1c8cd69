namespace Kinkeeper.TamperLog.Notes;

/// <summary>
/// The signature type byte of a note key (C2SP signed-note). The byte is part of the key id, so that a key cannot pass for one of
/// another type. New types can be added without changing what was signed.
/// </summary>
public enum KeyType : byte
{
    /// <summary>Ed25519 over the note's text. Logs sign with it.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 cosignature with a time (C2SP tlog-cosignature, version 1). Witnesses sign with it.</summary>
    Ed25519Cosignature = 0x04,
}
