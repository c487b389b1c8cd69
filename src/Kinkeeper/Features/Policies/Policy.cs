using System.Text.Json.Serialization;
using Kinkeeper.Features.Evidence;

namespace Kinkeeper.Features.Policies;

/// <summary>
/// The requirements for a decision and a departure, with their dates and sources. The policy file names the rules in force and their
/// parameters. The check of each rule is code.
/// </summary>
public sealed class Policy
{
    /// <summary>The id, for example <c>oig-21-36</c>.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>A summary in plain words, for the report.</summary>
    public required string Summary { get; init; }

    /// <summary>First day on which it was in force. Null for no start, as in a recommended standard.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day on which it was in force. Null for no end.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>
    /// True if it was in force from <see cref="EffectiveFrom"/> to <see cref="EffectiveTo"/>. False for a standard to measure against.
    /// </summary>
    public required bool WasInForce { get; init; }

    public required IReadOnlyList<string> Citations { get; init; }

    public required PolicyParameters Parameters { get; init; }

    /// <summary>Codes of the defects that count.</summary>
    public required IReadOnlyList<string> Defects { get; init; }

    /// <summary>Codes of the rules that hold a person at the gate.</summary>
    public required IReadOnlyList<string> ClearanceRules { get; init; }

    /// <summary>The roles that may let a held person leave, and the permitted reasons. Null if nobody may.</summary>
    public PolicyOverrides? Overrides { get; init; }

    /// <summary>
    /// Identifies the policy's exact text: <c>sha256:</c> and the hash of its file. Two files with the same id differ here.
    /// </summary>
    [JsonIgnore]
    public string Version { get; internal set; } = string.Empty;

    [JsonIgnore]
    public GradingStandard Standard { get; internal set; } = new(Evidence.Defects.None, 0);

    /// <summary>Checks if its dates cover a day. A policy without dates covers all days.</summary>
    public bool Covers(DateOnly day) => (EffectiveFrom is not { } from || day >= from) && (EffectiveTo is not { } to || day <= to);

    public bool IsInForceOn(DateOnly day) =>
        WasInForce && Covers(day);
}

/// <summary>Numbers of a policy.</summary>
/// <param name="MinimumMinutes">Least time a parent must be given to decide, in minutes.</param>
/// <param name="ProposalThreshold">Least probability, 0 to 1, at which an undecided proposal of kinship holds a person at the gate.</param>
/// <param name="BoardingHours">The most hours before departure at which the boarding check may be made.</param>
public sealed record PolicyParameters(int MinimumMinutes, double ProposalThreshold, int BoardingHours = 12);

/// <summary>
/// The rules for overriding the gate. It takes two different persons with these roles. A contradicted wish, or a person who was never
/// asked, can never be overridden.
/// </summary>
/// <param name="Roles">Codes of roles.</param>
/// <param name="Reasons">Codes of reasons.</param>
public sealed record PolicyOverrides(IReadOnlyList<string> Roles, IReadOnlyList<string> Reasons);
