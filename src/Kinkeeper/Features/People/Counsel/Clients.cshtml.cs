using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Counsel;

/// <summary>Shows counsel and organizations the people they act for.</summary>
[Requires(Permission.ViewClients)]
public sealed class ClientsModel(Representations representations, AccessRecord access) : PageModel
{
    public IReadOnlyList<Client> Clients { get; private set; } = [];

    public Task OnGetAsync()
    {
        Clients = representations.ClientsOf(Account.Of(User)!.Id);
        return access.ReadAsync(HttpContext, [.. Clients.Select(client => client.Record)]);
    }
}
