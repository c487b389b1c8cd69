using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>One movement of the docket.</summary>
/// <param name="Movement">Which.</param>
/// <param name="Held">How many are held.</param>
/// <param name="Cleared">How many are cleared.</param>
/// <param name="People">The first of those held.</param>
public sealed record DocketMovement(Movement Movement, int Held, int Cleared, IReadOnlyList<ShownPerson> People);

/// <summary>The docket: who leaves in the next days, whom the gate holds, why, and where that can be lifted.</summary>
[Requires(Permission.ViewDepartures)]
public sealed class DeparturesModel(Departures departures, GateAhead gate, PersonScope scope, ShowPeople people, TimeProvider clock) : PageModel
{
    public const int MovementsPerPage = 8;

    /// <summary>As many of those held on one movement as are named here; its own page has all of them.</summary>
    public const int PeoplePerMovement = 6;

    private const int Days = 3;

    private static readonly DateOnly LastShown = DateOnly.MaxValue.AddDays(-Days);

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "part")]
    public int? AskedPart { get; set; }

    public DateOnly From { get; private set; }

    public DateOnly Until => From.AddDays(Days);

    /// <summary>Which part of the docket is shown, from 1.</summary>
    public int Part { get; private set; } = 1;

    public int Parts { get; private set; } = 1;

    /// <summary>Movements of these days, of places that the account may see.</summary>
    public int All { get; private set; }

    public IReadOnlyList<DocketMovement> Movements { get; private set; } = [];

    /// <summary>The instant for which the gate's answers stand; the earliest, where they differ.</summary>
    public DateTimeOffset At { get; private set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>Why the gate cannot decide: then everyone is held.</summary>
    public string? Refused { get; private set; }

    /// <summary>The last departure on record, where none is shown.</summary>
    public DateTimeOffset? Last { get; private set; }

    public async Task OnGetAsync()
    {
        Now = clock.GetUtcNow();
        From = Asked is { } asked ? (asked > LastShown ? LastShown : asked) : DateOnly.FromDateTime(Now.UtcDateTime);
        Account account = Account.Of(User)!;
        Movement[] movements = [.. departures.Between(Midnight(From), Midnight(Until)).Where(movement => movement.AllPorts.Any(port => scope.MaySeePlace(account, port)))];
        All = movements.Length;
        Parts = Math.Max(1, (All + MovementsPerPage - 1) / MovementsPerPage);
        Part = Math.Clamp(AskedPart ?? 1, 1, Parts);
        Last = All == 0 ? departures.Last() : null;
        try
        {
            await ShowAsync([.. movements.Skip((Part - 1) * MovementsPerPage).Take(MovementsPerPage)]);
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }
    }

    private async Task ShowAsync(Movement[] movements)
    {
        IReadOnlyList<MovementAnswer> answers = await gate.ExecuteAsync(movements);
        At = answers.Count == 0 ? Now : answers.Min(answer => answer.Answer.At);
        (LineAnswer, string)[][] held = [.. answers.Select(answer => ((LineAnswer, string)[])[.. answer.Answer.People.Zip(answer.Names).Where(person => !person.First.IsCleared).Take(PeoplePerMovement)])];
        IReadOnlyList<ShownPerson> shown = await people.ExecuteAsync(HttpContext, [.. held.SelectMany(some => some)]);
        int next = 0;
        Movements = [.. answers.Zip(held, (answer, some) =>
        {
            DocketMovement movement = new(answer.Movement, answer.Answer.Held, answer.Answer.Cleared, [.. shown.Skip(next).Take(some.Length)]);
            next += some.Length;
            return movement;
        })];
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
