using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>One reason as a page shows it.</summary>
/// <param name="Reason">The gate's.</param>
/// <param name="Child">The child's name; empty where none is on record or the reader may not see it, null where the reason is about the person alone.</param>
/// <param name="Remedy">Where it can be lifted; null where the reader cannot.</param>
public sealed record ShownReason(HoldReason Reason, string? Child, RemedyLink? Remedy);

/// <summary>One person as a page shows them.</summary>
/// <param name="Answer">The gate's answer.</param>
/// <param name="Name">The name; empty if none is on record or the reader may not see the person.</param>
/// <param name="Record">One of their records; null if nobody was identified or the reader may not see the person.</param>
/// <param name="Reasons">Every reason to hold, or the reasons an override lifts.</param>
public sealed record ShownPerson(LineAnswer Answer, string Name, RecordKey? Record, IReadOnlyList<ShownReason> Reasons);

/// <summary>Adds names and remedies to the people on a page, all at once, and records who read them.</summary>
public sealed class ShowPeople(Departures departures, PersonScope scope, AccessRecord access, Remedies remedies)
{
    /// <param name="http">The page's request.</param>
    /// <param name="people">The gate's answers with the name on each line.</param>
    /// <returns>The people in the same order.</returns>
    /// <exception cref="Platform.RefusalException">The reading could not be recorded, so the page may not be shown.</exception>
    public async Task<IReadOnlyList<ShownPerson>> ExecuteAsync(HttpContext http, IReadOnlyList<(LineAnswer Answer, string Name)> people)
    {
        Account account = Account.Of(http.User)!;
        string[] keys = [.. people.SelectMany(person => person.Answer.Reasons.Concat(person.Answer.Overridden).Select(reason => reason.Child).Append(person.Answer.Person)).OfType<string>().Distinct()];
        IReadOnlyDictionary<string, NamedPerson> named = departures.People(keys);
        IReadOnlySet<PersonId> visible = scope.Visible(account, [.. named.Values.Select(person => person.Person).Distinct()]);
        Dictionary<string, RecordKey> records = named.Where(person => visible.Contains(person.Value.Person)).ToDictionary(person => person.Key, person => person.Value.Record, StringComparer.Ordinal);
        await access.ReadAsync(http, [.. records.Values]);
        return [.. people.Select(Show)];

        ShownPerson Show((LineAnswer Answer, string Name) person)
        {
            bool seen = person.Answer.Person is not { } key || records.ContainsKey(key);
            string name = !seen ? string.Empty : person.Name.Length > 0 ? person.Name : NameOf(person.Answer.Person);
            return new ShownPerson(
                person.Answer,
                name,
                person.Answer.Person is { } own && records.TryGetValue(own, out RecordKey record) ? record : null,
                [.. person.Answer.Reasons.Concat(person.Answer.Overridden).Select(reason => new ShownReason(
                    reason,
                    reason.Child is { } child ? NameOf(child) : null,
                    person.Answer.IsCleared ? null : remedies.For(account, person.Answer, reason, records)))]);
        }

        string NameOf(string? key) => key is not null && records.ContainsKey(key) ? named[key].Name : string.Empty;
    }
}
