namespace Kinkeeper.Features.Gate.Api;

/// <summary>A person responsible for an act, with the roles of their sign-in.</summary>
public sealed record Signatory(string Id, IReadOnlySet<string> Roles);
