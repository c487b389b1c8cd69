using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>One movement on the departures page.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="Held">Number of people held.</param>
/// <param name="Cleared">Number of people cleared.</param>
/// <param name="People">The first of the people held.</param>
public sealed record DocketMovement(Movement Movement, int Held, int Cleared, IReadOnlyList<ShownPerson> People);

/// <summary>Shows the departures of the next days: the people held, the reasons, and where each reason can be resolved.</summary>
[Requires(Permission.ViewDepartures)]
public sealed class DeparturesModel(Departures departures, GateAhead gate, PersonScope scope, ShowPeople people, TimeProvider clock) : PageModel
{
    public const int MovementsPerPage = 8;

    /// <summary>Held people named for each movement on this page. The movement's own page names all.</summary>
    public const int PeoplePerMovement = 6;

    private const int Days = 3;

    private static readonly DateOnly LastShown = DateOnly.MaxValue.AddDays(-Days);

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "part")]
    public int? AskedPart { get; set; }

    public DateOnly From { get; private set; }

    public DateOnly Until => From.AddDays(Days);

    /// <summary>The part of the list that is shown, from 1.</summary>
    public int Part { get; private set; } = 1;

    public int Parts { get; private set; } = 1;

    /// <summary>The number of movements in these days from places the account may see.</summary>
    public int All { get; private set; }

    public IReadOnlyList<DocketMovement> Movements { get; private set; } = [];

    /// <summary>The time of the gate's answers; the earliest if they differ.</summary>
    public DateTimeOffset At { get; private set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>The reason the gate cannot decide, in which case everyone is held; otherwise null.</summary>
    public string? Refused { get; private set; }

    /// <summary>The last departure on record, if none is shown.</summary>
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
