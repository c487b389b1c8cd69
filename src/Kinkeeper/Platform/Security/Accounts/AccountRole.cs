using System.Collections.Frozen;

namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>The work that an account does here. A sign-in has exactly one role.</summary>
public enum AccountRole
{
    DeportationOfficer = 1,
    JuvenileCoordinator = 2,
    Supervisor = 3,
    ChildWelfareCoordinator = 4,
    OrrCaseManager = 5,
    TaskForceAnalyst = 6,

    /// <summary>A non-governmental organization or counsel.</summary>
    Partner = 7,
    Auditor = 8,
    Administrator = 9,

    /// <summary>A program that moves people and asks the gate.</summary>
    RemovalSystem = 10,
}

/// <summary>Roles by the names that claims, policies and URLs use.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<string, AccountRole> ByName = Enum.GetValues<AccountRole>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The role's name, such as <c>deportation-officer</c>.</summary>
    public static string NameOf(AccountRole role) => System.Text.RegularExpressions.Regex.Replace(role.ToString(), "(?<!^)([A-Z])", "-$1").ToLowerInvariant();

    /// <summary>
    /// True for roles that arrest, detain or remove, and for their machine's administrator. They never see contact data, sponsors,
    /// relatives, a child's words, counsel or health (docs/security/permissions.md, "One-way flow").
    /// </summary>
    public static bool IsEnforcement(AccountRole role) =>
        role is AccountRole.DeportationOfficer or AccountRole.JuvenileCoordinator or AccountRole.Supervisor or AccountRole.Administrator or AccountRole.RemovalSystem;

    /// <summary>True for roles that see only the people of their own offices.</summary>
    public static bool IsBoundToOffices(AccountRole role) =>
        role is AccountRole.DeportationOfficer or AccountRole.JuvenileCoordinator or AccountRole.Supervisor or AccountRole.OrrCaseManager;

    public static bool TryFind(string? name, out AccountRole role)
    {
        role = default;
        return name is not null && ByName.TryGetValue(name, out role);
    }
}
