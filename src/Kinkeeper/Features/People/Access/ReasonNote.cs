using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.People.Access;

/// <summary>Shows today's reason for opening files on every page, with a link to change it.</summary>
internal sealed class ReasonNote(AccessReasons reasons) : IFootNote
{
    public (string Text, string About, string Address)? Line(HttpContext http, Account account) =>
        reasons.Chosen(http, account) is { } reason
            ? ("reason.change", $"reason.{reason.Code}", $"/access/reason?back={Uri.EscapeDataString(http.Request.Path)}")
            : null;
}
