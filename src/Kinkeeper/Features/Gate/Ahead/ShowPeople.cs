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
/// <param name="Answer">The gate's.</param>
/// <param name="Name">Empty where none is on record, or the reader may not see the person.</param>
/// <param name="Record">One of their records; null where nobody was identified, or the reader may not see the person.</param>
/// <param name="Reasons">Every reason to hold, or that an override lifts.</param>
public sealed record ShownPerson(LineAnswer Answer, string Name, RecordKey? Record, IReadOnlyList<ShownReason> Reasons);

/// <summary>Gives people on manifests their names and what to do about them: of all people of a page at once, and notes who read them.</summary>
public sealed class ShowPeople(Departures departures, PersonScope scope, AccessRecord access, Remedies remedies)
{
    /// <param name="http">The request of the page.</param>
    /// <param name="people">The gate's answers with the name on each line.</param>
    /// <returns>In the same order.</returns>
    /// <exception cref="Platform.RefusalException">Who reads them could not be noted, so the page may not be given.</exception>
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
