namespace Kinkeeper.Features.Records.Words;

/// <summary>The way the parent signed. A refusal to sign is recorded too.</summary>
public enum Signature
{
    /// <summary>Nothing was recorded about a signature.</summary>
    NotRecorded = 0,
    Signed = 1,
    Mark = 2,
    Refused = 3,
    None = 4,
}
