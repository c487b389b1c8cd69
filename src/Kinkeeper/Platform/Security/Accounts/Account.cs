using System.Security.Claims;

namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>The account that is signed in.</summary>
/// <param name="Id">Written to records and to the log. Never an e-mail address or a number that names a person elsewhere.</param>
/// <param name="Name">For the page only.</param>
/// <param name="Role">The account's one role.</param>
/// <param name="Offices">The offices whose people they see, if <see cref="Roles.IsBoundToOffices"/>; without an office they see
/// nobody.</param>
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

    /// <summary>The account of a request; null if nobody is signed in, or if the role is unknown here.</summary>
    public static Account? Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true } && principal.FindFirstValue(IdClaim) is { Length: > 0 } id && Roles.TryFind(principal.FindFirstValue(RoleClaim), out AccountRole role)
            ? new Account(id, principal.FindFirstValue(NameClaim) ?? id, role, [.. principal.FindAll(OfficeClaim).Select(claim => claim.Value)])
            : null;
}
