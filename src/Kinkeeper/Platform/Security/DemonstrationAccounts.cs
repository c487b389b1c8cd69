using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Platform.Security;

/// <summary>
/// One ready account per role, for looking at the application with synthetic people. Only on a loopback address, where no
/// sign-in is configured, and never over a database that holds real data.
/// </summary>
public sealed class DemonstrationAccounts(IDataOrigin origin)
{
    public static readonly IReadOnlyList<Account> All =
    [
        new("officer-demo", "Officer Reyes", AccountRole.DeportationOfficer, [Headquarters]),
        new("officer-demo-west", "Officer Tanaka", AccountRole.DeportationOfficer, [West]),
        new("juvenile-demo", "Coordinator Lindqvist", AccountRole.JuvenileCoordinator, [Headquarters]),
        new("supervisor-demo", "Supervisor Okafor", AccountRole.Supervisor, [Headquarters]),
        new("supervisor-demo-2", "Supervisor Brandt", AccountRole.Supervisor, [Headquarters]),
        new("welfare-demo", "Welfare coordinator Amari", AccountRole.ChildWelfareCoordinator),
        new("orr-demo", "Case manager Delgado", AccountRole.OrrCaseManager, [Headquarters]),
        new("analyst-demo", "Analyst Nakamura", AccountRole.TaskForceAnalyst),
        new("partner-demo", "Counsel Whitfield", AccountRole.Partner),
        new("auditor-demo", "Auditor Petrov", AccountRole.Auditor),
        new("administrator-demo", "Administrator Hale", AccountRole.Administrator),
    ];

    /// <summary>Two offices: one that answers for every place, and one in the west that sees only what passes through it.</summary>
    public static readonly OfficePlaces Places = new(new Dictionary<string, IReadOnlyList<string>>
    {
        [Headquarters] = [OfficePlaces.Everywhere],
        [West] = ["IWA", "ELP", "SAN", "TCA", "SDC", "ELC", "YUM", "North Mesa Processing Center"],
    });

    private const string Headquarters = "headquarters";
    private const string West = "west";

    /// <summary>A program on this machine that asks the gate without a sign-in of its own.</summary>
    internal static readonly Account RemovalSystem = new("removal-system-local", "A program on this machine", AccountRole.RemovalSystem);

    /// <summary>True while nothing real has been imported. Only then may somebody sign in this way.</summary>
    public bool AreOpen() => !origin.HoldsReal();
}
