using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Platform.Web.Pages;

/// <summary>Shows the account's own sessions, and everybody's to an administrator. A session ended here ends at once.</summary>
[Requires(Permission.Home)]
public sealed class SessionsModel(Sessions sessions) : PageModel
{
    public IReadOnlyList<SessionRow> Listed { get; private set; } = [];

    public bool Ended { get; private set; }

    public void OnGet() => List();

    public void OnPost(long session)
    {
        List();
        if (Listed.Any(open => open.Id == session))
        {
            sessions.End(session, Account.Of(User)!.Id);
            Ended = true;
            List();
        }
    }

    private void List()
    {
        Account account = Account.Of(User)!;
        Listed = [.. sessions.Open().Where(session => account.May(Permission.EndSessions) || session.Account == account.Id)];
    }
}
