using System.Security.Claims;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>An override as the page shows it.</summary>
/// <param name="Row">The request and its approval.</param>
/// <param name="Name">The person's name; empty if none is on record.</param>
/// <param name="Lifts">
/// The reasons that held the person: the rule, and the child's name if it was about one. The name is empty if none is on record or the
/// reader may not see the child.
/// </param>
public sealed record ShownOverride(OverrideRow Row, string Name, IReadOnlyList<(RuleText? Rule, string? Child)> Lifts);

/// <summary>Shows every override and takes the second person's approval.</summary>
[Requires(Permission.ViewOverrides)]
public sealed class OverridesModel(OverrideGate overrides, Departures departures, PersonScope scope, AccessRecord access, TimeProvider clock) : PageModel
{
    public const int PerPage = 25;

    [BindProperty(SupportsGet = true, Name = "part")]
    public int? AskedPart { get; set; }

    /// <summary>The part that is shown, from 1.</summary>
    public int Part { get; private set; } = 1;

    public int Parts { get; private set; } = 1;

    /// <summary>The overrides shown, latest first.</summary>
    public IReadOnlyList<ShownOverride> Shown { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public string? Refused { get; private set; }

    public Task OnGetAsync() => ListAsync();

    public async Task OnPostAsync(long approve)
    {
        try
        {
            if (!Visible().Any(row => row.Id.Value == approve))
            {
                throw OverrideRefusals.Unknown();
            }

            overrides.Approve(new OverrideId(approve), Signs(User));
        }
        catch (RefusalException refused)
        {
            Refused = refused.Refusal.InPageLanguage();
        }

        await ListAsync();
    }

    private OverrideRow[] Visible()
    {
        IReadOnlyList<OverrideRow> all = overrides.List();
        IReadOnlySet<PersonId> visible = scope.Visible(Account.Of(User)!, [.. all.Select(row => row.PersonId)]);
        return [.. all.Where(row => visible.Contains(row.PersonId))];
    }

    private async Task ListAsync()
    {
        OverrideRow[] all = Visible();
        Parts = Math.Max(1, (all.Length + PerPage - 1) / PerPage);
        Part = Math.Clamp(AskedPart ?? 1, 1, Parts);
        OverrideRow[] rows = [.. all.Skip((Part - 1) * PerPage).Take(PerPage)];
        IReadOnlyDictionary<PersonId, NamedPerson> people = departures.People([.. rows.Select(row => row.PersonId).Distinct()]);
        ILookup<OverrideId, (ClearanceRule? Rule, string? Child)> lifted = rows
            .SelectMany(row => row.Overridden.Split('\n').Select(key => (row.Id, Read: StandingOverride.Read(key)))).ToLookup(key => key.Id, key => key.Read);
        IReadOnlyDictionary<string, NamedPerson> children = departures.People(lifted.SelectMany(reasons => reasons).Select(reason => reason.Child).OfType<string>());
        IReadOnlySet<PersonId> seen = scope.Visible(Account.Of(User)!, [.. children.Values.Select(child => child.Person).Distinct()]);
        await access.ReadAsync(HttpContext, rows.Select(row => row.PersonId).Concat(seen).ToHashSet());
        Shown = [.. rows.Select(row => new ShownOverride(
            row,
            people.GetValueOrDefault(row.PersonId)?.Name ?? string.Empty,
            [.. lifted[row.Id].Select(reason => (reason.Rule?.Text, reason.Child is null ? null : NameOf(reason.Child)))]))];

        string NameOf(string child) => children.TryGetValue(child, out NamedPerson? named) && seen.Contains(named.Person) ? named.Name : string.Empty;
    }

    /// <summary>Returns the signed-in person, never a name from a form.</summary>
    internal static Signatory Signs(ClaimsPrincipal user) =>
        Account.Of(user) is { } account ? new Signatory(account.Id, new HashSet<string> { Roles.NameOf(account.Role) }) : new Signatory(string.Empty, new HashSet<string>());
}
