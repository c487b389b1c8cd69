using System.Collections.Frozen;

namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>A thing that a sign-in may do. Each page and each endpoint names exactly one, or declares itself open to everyone.</summary>
public enum Permission
{
    /// <summary>See the account's own home page.</summary>
    Home = 1,

    /// <summary>See who leaves when, and the gate's answer for each.</summary>
    ViewDepartures = 2,

    /// <summary>Ask the gate through the API.</summary>
    AskGate = 3,

    /// <summary>Ask for an override, or approve one. The policy's own roles are checked as well.</summary>
    Override = 4,

    /// <summary>Ask a parent once more before boarding.</summary>
    CheckBoarding = 5,

    /// <summary>See the findings about past removals, without names.</summary>
    ViewReview = 6,

    /// <summary>Read checkpoints, entries and proofs of the tamper-evident log: they name nobody.</summary>
    ViewLog = 7,

    /// <summary>See every override and its reasons.</summary>
    ViewOverrides = 8,

    /// <summary>Make the plan that carries a decision out, and confirm its steps.</summary>
    WorkPlans = 9,

    /// <summary>Record who left with whom.</summary>
    RecordDeparture = 10,

    /// <summary>Ask a parent about one child, and record the answer.</summary>
    Interview = 11,

    /// <summary>Acknowledge, as a second person, that a recorded decision was read.</summary>
    AcknowledgeDecisions = 12,

    /// <summary>See who read whom, when and why.</summary>
    ViewAccess = 13,

    /// <summary>See who read one person, if the account may see that person's file.</summary>
    ViewAccessToPerson = 14,

    /// <summary>Enter who acts for a person.</summary>
    EnterCounsel = 15,

    /// <summary>See the people whom the account represents.</summary>
    ViewClients = 16,

    /// <summary>See who is signed in, and end a session.</summary>
    EndSessions = 17,

    /// <summary>See one decision with its versions, and its receipt.</summary>
    ViewDecisions = 18,

    /// <summary>Download the receipt of a decision: it holds the parent's words, and proves the record to an outsider.</summary>
    TakeReceipt = 30,

    /// <summary>Find people by name, number or receipt, among those whose files the account may see.</summary>
    Search = 31,

    /// <summary>
    /// Read the statements of parents and children, and mark the wish in them. No enforcement role: they name sponsors, relatives and
    /// lawyers.
    /// </summary>
    ReadStatements = 32,

    /// <summary>See one family: who they are, how we know, what happened.</summary>
    ViewFamilies = 33,

    /// <summary>Compare two versions of a list that the user brings. No enforcement role: a list may hold contact data.</summary>
    CompareLists = 61,

    /// <summary>
    /// Compare two lists as agencies sent them, with everybody in them. Only roles that see everybody, and no enforcement role.
    /// </summary>
    CompareImports = 62,

    /// <summary>See the refused requests and the failed sign-ins.</summary>
    ViewRefused = 40,
}

/// <summary>The one table of roles and their permissions.</summary>
public static class Permissions
{
    private static readonly FrozenDictionary<Permission, FrozenSet<AccountRole>> Granted = new Dictionary<Permission, AccountRole[]>
    {
        [Permission.Home] = [.. Enum.GetValues<AccountRole>().Where(role => role != AccountRole.RemovalSystem)],
        [Permission.ViewDepartures] = [AccountRole.DeportationOfficer, AccountRole.JuvenileCoordinator, AccountRole.Supervisor, AccountRole.ChildWelfareCoordinator, AccountRole.Auditor],
        [Permission.AskGate] = [AccountRole.DeportationOfficer, AccountRole.JuvenileCoordinator, AccountRole.Supervisor, AccountRole.ChildWelfareCoordinator, AccountRole.Auditor, AccountRole.RemovalSystem],
        [Permission.Override] = [AccountRole.Supervisor],
        [Permission.CheckBoarding] = [AccountRole.DeportationOfficer, AccountRole.JuvenileCoordinator, AccountRole.Supervisor],
        [Permission.ViewReview] = [AccountRole.ChildWelfareCoordinator, AccountRole.OrrCaseManager, AccountRole.TaskForceAnalyst, AccountRole.Partner, AccountRole.Auditor],
        [Permission.ViewOverrides] = [AccountRole.Supervisor, AccountRole.ChildWelfareCoordinator, AccountRole.Auditor],
        [Permission.WorkPlans] = [AccountRole.DeportationOfficer, AccountRole.JuvenileCoordinator, AccountRole.Supervisor, AccountRole.ChildWelfareCoordinator, AccountRole.OrrCaseManager],
        [Permission.RecordDeparture] = [AccountRole.DeportationOfficer, AccountRole.Supervisor],
        [Permission.Interview] = [AccountRole.DeportationOfficer, AccountRole.JuvenileCoordinator],
        [Permission.AcknowledgeDecisions] = [AccountRole.Supervisor],
        [Permission.ViewAccess] = [AccountRole.Auditor],
        [Permission.ViewAccessToPerson] = [AccountRole.Auditor, AccountRole.Partner],
        [Permission.EnterCounsel] = [AccountRole.ChildWelfareCoordinator],
        [Permission.ViewClients] = [AccountRole.Partner],
        [Permission.EndSessions] = [AccountRole.Administrator],
        [Permission.ViewDecisions] = [AccountRole.DeportationOfficer, AccountRole.JuvenileCoordinator, AccountRole.Supervisor, AccountRole.ChildWelfareCoordinator, AccountRole.OrrCaseManager, AccountRole.TaskForceAnalyst, AccountRole.Partner, AccountRole.Auditor],
        [Permission.TakeReceipt] = [AccountRole.ChildWelfareCoordinator, AccountRole.Partner, AccountRole.Auditor],
        [Permission.Search] = [.. Enum.GetValues<AccountRole>().Where(role => role is not (AccountRole.Administrator or AccountRole.RemovalSystem))],
        [Permission.ReadStatements] = [AccountRole.ChildWelfareCoordinator, AccountRole.TaskForceAnalyst, AccountRole.OrrCaseManager],
        [Permission.ViewFamilies] = [AccountRole.DeportationOfficer, AccountRole.JuvenileCoordinator, AccountRole.Supervisor, AccountRole.ChildWelfareCoordinator, AccountRole.OrrCaseManager, AccountRole.TaskForceAnalyst, AccountRole.Partner, AccountRole.Auditor],
        [Permission.CompareLists] = [AccountRole.ChildWelfareCoordinator, AccountRole.OrrCaseManager, AccountRole.TaskForceAnalyst, AccountRole.Partner, AccountRole.Auditor],
        [Permission.CompareImports] = [AccountRole.ChildWelfareCoordinator, AccountRole.TaskForceAnalyst, AccountRole.Auditor],
        [Permission.ViewRefused] = [AccountRole.Auditor, AccountRole.Administrator],
        [Permission.ViewLog] = Enum.GetValues<AccountRole>(),
    }.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToFrozenSet());

    public static bool Allows(AccountRole role, Permission permission) => Granted[permission].Contains(role);

    /// <summary>The name of the authorization policy that requires a permission.</summary>
    internal static string PolicyName(Permission permission) => $"permission:{permission}";
}
