namespace Kinkeeper.Features.Gate.Api;

/// <summary>Somebody who answers for what they do, with the roles that their sign-in gave them.</summary>
public sealed record Signatory(string Id, IReadOnlySet<string> Roles);
