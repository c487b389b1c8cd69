using System.Globalization;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>Shows one movement: the gate's answer for each person, the reasons, and what to do.</summary>
[Requires(Permission.ViewDepartures)]
public sealed class ManifestModel(Departures departures, GateAhead gate, AskGate answers, ShowPeople show) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Manifest { get; set; } = string.Empty;

    public DateTimeOffset DepartsAt { get; private set; }

    public DateTimeOffset At { get; private set; }

    public long LogSize { get; private set; }

    public IReadOnlyList<ShownPerson> People { get; private set; } = [];

    public int Held => People.Count(person => !person.Answer.IsCleared);

    /// <summary>The recorded answer; null if the page only displays one.</summary>
    public string? Clearance { get; private set; }

    /// <summary>The reason the gate cannot decide, in which case everyone is held; otherwise null.</summary>
    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (departures.Find(Manifest) is not { } movement)
        {
            return NotFound();
        }

        DepartsAt = movement.DepartsAt;
        try
        {
            MovementAnswer answer = (await gate.ExecuteAsync([movement]))[0];
            await ShowAsync(answer.Answer, answer.Names);
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        return Page();
    }

    /// <summary>Records the answer, so that boarding and an override can use it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!Account.Of(User)!.May(Permission.AskGate))
        {
            return Forbid();
        }

        IReadOnlyList<(ManifestLine Line, string Name)> lines = departures.Lines(Manifest);
        if (lines.Count == 0)
        {
            return NotFound();
        }

        DepartsAt = lines.Min(line => line.Line.DepartsAt);
        try
        {
            GateAnswer given = await answers.ExecuteAsync([.. lines.Select(line => line.Line)], Account.Of(User)!.Id);
            Clearance = given.Clearance?.Value.ToString(CultureInfo.InvariantCulture);
            await ShowAsync(given.Answer, [.. lines.Select(line => line.Name)]);
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        return Page();
    }

    private async Task ShowAsync(ManifestAnswer answer, IReadOnlyList<string> names)
    {
        (At, LogSize) = (answer.At, answer.LogSize);
        People = await show.ExecuteAsync(HttpContext, [.. answer.People.Zip(names)]);
    }
}
