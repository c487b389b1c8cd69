using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Policies;

/// <summary>A log or a witness that a policy names.</summary>
/// <param name="Name">The witness's name within the policy; for a log its key's name.</param>
/// <param name="Key">Its key.</param>
/// <param name="Url">Where it can be reached; null where the policy does not say.</param>
public sealed record PolicyMember(string Name, VerifierKey Key, Uri? Url);
