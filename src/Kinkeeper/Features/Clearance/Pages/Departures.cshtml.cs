using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Clearance.Pages;

/// <summary>Who leaves in the next days, and how many of them the gate holds.</summary>
[Requires(Permission.ViewDepartures)]
public sealed class DeparturesModel(Departures departures, ClearManifest gate, TimeProvider clock) : PageModel
{
    private const int Days = 3;

    /// <summary>More than a country's flights of three days; a longer list is asked for day by day.</summary>
    private const int MostMovements = 40;

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? Asked { get; set; }

    public DateOnly From { get; private set; }

    public DateOnly Until => From.AddDays(Days);

    public IReadOnlyList<(Movement Movement, int Held, int Cleared)> Movements { get; private set; } = [];

    /// <summary>The last departure on record, where none is shown.</summary>
    public DateTimeOffset? Last { get; private set; }

    public void OnGet()
    {
        DateTimeOffset now = clock.GetUtcNow();
        From = Asked ?? DateOnly.FromDateTime(now.UtcDateTime);
        Movements = [.. departures.Between(Midnight(From), Midnight(Until)).Take(MostMovements).Select(movement =>
        {
            ManifestAnswer answer = gate.Execute([.. departures.Lines(movement.Manifest).Select(line => line.Line)], now);
            return (movement, answer.Held, answer.Cleared);
        })];
        Last = Movements.Count == 0 ? departures.Last() : null;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
