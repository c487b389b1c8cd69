using System.Text.Json.Serialization;
using Kinkeeper.Features.Evidence;

namespace Kinkeeper.Features.Policies;

/// <summary>
/// What is asked of a decision and of a departure, from when to when, and on whose word. The file names the rules in force and
/// their parameters; what each rule checks is code.
/// </summary>
public sealed class Policy
{
    /// <summary>For example <c>oig-21-36</c>.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>In plain words, for the report.</summary>
    public required string Summary { get; init; }

    /// <summary>First day on which it was in force; null: a recommended standard that no date bounds.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day on which it was in force; null: no end.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Whether it was in force on <see cref="EffectiveFrom"/>–<see cref="EffectiveTo"/>, or is a standard to measure against.</summary>
    public required bool WasInForce { get; init; }

    public required IReadOnlyList<string> Citations { get; init; }

    public required PolicyParameters Parameters { get; init; }

    /// <summary>Codes of the defects that count.</summary>
    public required IReadOnlyList<string> Defects { get; init; }

    /// <summary>Codes of the rules that hold a person at the gate.</summary>
    public required IReadOnlyList<string> ClearanceRules { get; init; }

    /// <summary>Who may let a person leave whom the gate holds, and for what reasons; null: nobody.</summary>
    public PolicyOverrides? Overrides { get; init; }

    /// <summary>Names the policy's exact text: <c>sha256:</c> and the hash of its file. Two files of one id differ here.</summary>
    [JsonIgnore]
    public string Version { get; internal set; } = string.Empty;

    [JsonIgnore]
    public GradingStandard Standard { get; internal set; } = new(Evidence.Defects.None, 0);

    /// <summary>Whether its dates cover a day; one without dates covers all.</summary>
    public bool Covers(DateOnly day) => (EffectiveFrom is not { } from || day >= from) && (EffectiveTo is not { } to || day <= to);

    public bool IsInForceOn(DateOnly day) =>
        WasInForce && Covers(day);
}

/// <summary>Numbers of a policy.</summary>
/// <param name="MinimumMinutes">Least time a parent must be given to decide, in minutes.</param>
/// <param name="ProposalThreshold">Probability, 0 to 1, from which an undecided proposal of kinship holds a person at the gate.</param>
/// <param name="BoardingHours">How many hours before departure the boarding check may be made: earlier it would not be one.</param>
public sealed record PolicyParameters(int MinimumMinutes, double ProposalThreshold, int BoardingHours = 12);

/// <summary>Who may override the gate, and why. Two different persons of these roles must, and never for a wish contradicted or a person never asked.</summary>
/// <param name="Roles">Codes of roles.</param>
/// <param name="Reasons">Codes of reasons.</param>
public sealed record PolicyOverrides(IReadOnlyList<string> Roles, IReadOnlyList<string> Reasons);
