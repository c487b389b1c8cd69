using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Platform.Web.Pages;

/// <summary>Who is signed in; the administrator ends a session at once.</summary>
[Requires(Permission.EndSessions)]
public sealed class SessionsModel(Sessions sessions) : PageModel
{
    public IReadOnlyList<SessionRow> Listed { get; private set; } = [];

    public bool Ended { get; private set; }

    public void OnGet() => Listed = sessions.Open();

    public void OnPost(long session)
    {
        sessions.End(session, Account.Of(User)!.Id);
        Ended = true;
        Listed = sessions.Open();
    }
}
