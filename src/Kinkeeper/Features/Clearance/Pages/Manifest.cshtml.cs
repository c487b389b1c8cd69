using System.Globalization;
using Kinkeeper.Features.Clearance.Api;
using Kinkeeper.Features.Clearance.Rules;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Clearance.Pages;

/// <summary>One movement: the gate's answer for each person, why, and what would lift it.</summary>
[Requires(Permission.ViewDepartures)]
public sealed class ManifestModel(Departures departures, ClearManifest gate, AnswerRequest answers, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Manifest { get; set; } = string.Empty;

    public DateTimeOffset DepartsAt { get; private set; }

    public DateTimeOffset At { get; private set; }

    public long LogSize { get; private set; }

    public IReadOnlyList<(string Name, LineAnswer Answer)> People { get; private set; } = [];

    /// <summary>Names by key, of the people and of the children the reasons are about.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    private static readonly string[] AskedInAnInterview = ["no-decision", "decision-revoked", "undecided", "decision-defective"];

    private IReadOnlyDictionary<string, RecordKey> _records = new Dictionary<string, RecordKey>();

    public int Held => People.Count(person => !person.Answer.IsCleared);

    /// <summary>The recorded answer; null where this is only a look.</summary>
    public string? Clearance { get; private set; }

    /// <summary>Why the gate cannot decide: then everyone is held.</summary>
    public string? Refused { get; private set; }

    /// <summary>Where the parent is asked about the child that a reason is about; null where an interview would not lift it.</summary>
    public string? Interview(LineAnswer person, HoldReason reason) =>
        AskedInAnInterview.Contains(reason.Rule) && person.Person is { } parent && reason.Child is { } child
            && _records.TryGetValue(parent, out RecordKey parentRecord) && _records.TryGetValue(child, out RecordKey childRecord)
            ? string.Create(CultureInfo.InvariantCulture, $"/interview/{parentRecord.Value}/{childRecord.Value}")
            : null;

    public IActionResult OnGet() => Show(lines => gate.Execute(lines, clock.GetUtcNow()));

    /// <summary>Records the answer, so that boarding and an override can rest on it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!Account.Of(User)!.May(Permission.AskGate))
        {
            return Forbid();
        }

        RequestAnswer? given = null;
        IReadOnlyList<(ManifestLine Line, string Name)> lines = departures.Lines(Manifest);
        try
        {
            given = lines.Count == 0 ? null : await answers.ExecuteAsync([.. lines.Select(line => line.Line)], Account.Of(User)!.Id);
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        Clearance = given?.Clearance?.Value.ToString(CultureInfo.InvariantCulture);
        return Show(_ => given?.Answer ?? throw new RefusalException("gate-undecided", Refused ?? string.Empty));
    }

    private IActionResult Show(Func<IReadOnlyList<ManifestLine>, ManifestAnswer> ask)
    {
        IReadOnlyList<(ManifestLine Line, string Name)> lines = departures.Lines(Manifest);
        if (lines.Count == 0)
        {
            return NotFound();
        }

        DepartsAt = lines.Min(line => line.Line.DepartsAt);
        try
        {
            ManifestAnswer answer = ask([.. lines.Select(line => line.Line)]);
            (At, LogSize) = (answer.At, answer.LogSize);
            string[] keys = [.. answer.People.SelectMany(person => person.Reasons.Select(reason => reason.Child).Append(person.Person)).OfType<string>()];
            Names = departures.Names(keys);
            _records = departures.Records(keys);
            People = [.. lines.Zip(answer.People, (line, person) => (
                line.Name.Length > 0 || person.Person is null ? line.Name : Names.GetValueOrDefault(person.Person, string.Empty), person))];
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        return Page();
    }
}
