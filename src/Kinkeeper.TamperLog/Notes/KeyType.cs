namespace Kinkeeper.TamperLog.Notes;

/// <summary>
/// The signature type byte of a note key (C2SP signed-note). The byte is part of the key id, so a key can never be taken for
/// one of another type, and a new type can be added beside these without touching what was signed.
/// </summary>
public enum KeyType : byte
{
    /// <summary>Ed25519 over the note's text: what logs sign with.</summary>
    Ed25519 = 0x01,

    /// <summary>Timestamped Ed25519 cosignature (C2SP tlog-cosignature, version 1): what witnesses sign with.</summary>
    Ed25519Cosignature = 0x04,
}
