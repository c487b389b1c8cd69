using System.Security.Claims;

namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>Who is signed in.</summary>
/// <param name="Id">Stands in records and in the log: never an e-mail address or a number that names a person elsewhere.</param>
/// <param name="Name">For the page only.</param>
/// <param name="Role">What they do.</param>
/// <param name="Offices">The offices whose people they see, where <see cref="Roles.IsBoundToOffices"/>; none of them then sees nobody.</param>
public sealed record Account(string Id, string Name, AccountRole Role, IReadOnlyList<string> Offices)
{
    public const string IdClaim = "sub";
    private const string NameClaim = "name";
    private const string RoleClaim = ClaimTypes.Role;
    private const string OfficeClaim = "office";

    public Account(string id, string name, AccountRole role)
        : this(id, name, role, [])
    {
    }

    public bool May(Permission permission) => Permissions.Allows(Role, permission);

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [new Claim(IdClaim, Id), new Claim(NameClaim, Name), new Claim(RoleClaim, Roles.NameOf(Role)), .. Offices.Select(office => new Claim(OfficeClaim, office))],
        scheme,
        IdClaim,
        RoleClaim));

    /// <summary>Null where nobody is signed in, or with a role that is not known here.</summary>
    public static Account? Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true } && principal.FindFirstValue(IdClaim) is { Length: > 0 } id && Roles.TryFind(principal.FindFirstValue(RoleClaim), out AccountRole role)
            ? new Account(id, principal.FindFirstValue(NameClaim) ?? id, role, [.. principal.FindAll(OfficeClaim).Select(claim => claim.Value)])
            : null;
}
