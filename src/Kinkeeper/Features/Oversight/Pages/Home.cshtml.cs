using Kinkeeper.Features.Clearance;
using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Oversight.Pages;

/// <summary>What needs somebody now.</summary>
[Requires(Permission.Home)]
public sealed class HomeModel(Departures departures, ClearManifest gate, TimeProvider clock) : PageModel
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(72);

    /// <summary>Movements of the next 72 hours and the people held on them; null for whom that is not.</summary>
    public (int Movements, int Held)? Departures { get; private set; }

    public void OnGet()
    {
        if (!Account.Of(User)!.May(Permission.ViewDepartures))
        {
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<Movement> movements = departures.Between(now, now + Ahead);
        Departures = (movements.Count, movements.Sum(movement => gate.Execute([.. departures.Lines(movement.Manifest).Select(line => line.Line)], now).Held));
    }
}
