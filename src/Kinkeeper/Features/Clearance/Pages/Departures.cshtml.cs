using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Clearance.Pages;

/// <summary>Who leaves in the next days, and how many of them the gate holds.</summary>
[Requires(Permission.ViewDepartures)]
public sealed class DeparturesModel(Departures departures, ClearManifest gate, TimeProvider clock) : PageModel
{
    private const int Days = 3;

    /// <summary>As many as are asked of the gate for one page; the page says that there are more, and leads to them.</summary>
    private const int MostMovements = 40;

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? Asked { get; set; }

    public DateOnly From { get; private set; }

    public DateOnly Until => From.AddDays(Days);

    /// <summary>How many earlier ones are passed over.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public int After { get; set; }

    /// <summary>Movements of these days.</summary>
    public int All { get; private set; }

    /// <summary>From where the later ones are listed; null where there are none.</summary>
    public int? Later => After + Movements.Count < All ? After + Movements.Count : null;

    public IReadOnlyList<(Movement Movement, int Held, int Cleared)> Movements { get; private set; } = [];

    /// <summary>The last departure on record, where none is shown.</summary>
    public DateTimeOffset? Last { get; private set; }

    public void OnGet()
    {
        DateTimeOffset now = clock.GetUtcNow();
        From = Asked ?? DateOnly.FromDateTime(now.UtcDateTime);
        IReadOnlyList<Movement> movements = departures.Between(Midnight(From), Midnight(Until));
        All = movements.Count;
        After = Math.Clamp(After, 0, All);
        Movements = [.. movements.Skip(After).Take(MostMovements).Select(movement =>
        {
            ManifestAnswer answer = gate.Execute([.. departures.Lines(movement.Manifest).Select(line => line.Line)], now);
            return (movement, answer.Held, answer.Cleared);
        })];
        Last = All == 0 ? departures.Last() : null;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
