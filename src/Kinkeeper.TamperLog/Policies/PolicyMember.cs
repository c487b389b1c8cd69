using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Policies;

/// <summary>A log or a witness that a policy names.</summary>
/// <param name="Name">The name of the witness in the policy; for a log the name of its key.</param>
/// <param name="Key">The public key.</param>
/// <param name="Url">The address; null if the policy does not give one.</param>
public sealed record PolicyMember(string Name, VerifierKey Key, Uri? Url);
