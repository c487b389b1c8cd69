using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Findings;

/// <summary>A request for a review: the period and the policy.</summary>
/// <param name="From">First day of departure, UTC; null for no bound.</param>
/// <param name="To">Last day of departure, UTC; null for no bound.</param>
/// <param name="Policy">A policy's id, or <see cref="PolicyShelf.InForce"/>.</param>
public sealed record ReviewRequest(DateOnly? From = null, DateOnly? To = null, string Policy = PolicyShelf.Default);

/// <summary>Reviews past removals: documented, flawed, contradicted, undocumented, unknown, together.</summary>
public sealed class ReviewRemovals(Store store, PolicyShelf policies)
{
    /// <summary>Reviews the removals of a period. The same database content gives the same result, in any order of import.</summary>
    public ReviewResult Execute(ReviewRequest request)
    {
        IReadOnlyList<Policy> shelf = policies.All();
        Func<DateTimeOffset, Policy> policyFor = PolicyChoice(request.Policy, shelf);
        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        CaseEvidence evidence = new EvidenceReader(connection).ReadAll();
        InputsDigest inputs = InputsDigest.Read(connection);

        List<RemovalFinding> findings = [];
        long removals = 0;
        foreach (PersonFile person in evidence.Persons)
        {
            foreach (Removal removal in person.Removals)
            {
                if (!removal.Executed || !IsWithin(removal.DepartsAt, request))
                {
                    continue;
                }

                removals++;
                if (person.AsParent.Count == 0)
                {
                    continue;
                }

                if (Judge(person, removal, policyFor(removal.DepartsAt)) is { } finding)
                {
                    findings.Add(finding);
                }
            }
        }

        findings.Sort((left, right) => string.CompareOrdinal(left.Removal.RemovalId, right.Removal.RemovalId));
        return new ReviewResult(request, shelf, removals, findings, inputs);
    }

    /// <summary>Returns the finding for one executed removal. Reads no records of other people.</summary>
    /// <param name="removalId">The agency's id of the removal.</param>
    /// <param name="policy">A policy's id, or <see cref="PolicyShelf.InForce"/>.</param>
    /// <returns>Null if there is no such executed removal, or if no child counts for it.</returns>
    /// <exception cref="Platform.RefusalException">There is no such policy, or a policy file cannot be read.</exception>
    public RemovalFinding? Find(string removalId, string policy)
    {
        Func<DateTimeOffset, Policy> policyFor = PolicyChoice(policy, policies.All());
        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        using SqlStatement whose = connection.Prepare("SELECT person_id FROM removals JOIN records ON records.id = removals.record_key WHERE removal_id = ?1");
        whose.BindText(1, removalId);
        if (!whose.Step())
        {
            return null;
        }

        PersonId id = new(whose.Number(0));
        whose.Reset();
        PersonFile person = new EvidenceReader(connection).ReadAbout([id]).Find(id)!;
        return person.Removals.Find(own => own.Executed && own.RemovalId == removalId) is { } removal
            ? Judge(person, removal, policyFor(removal.DepartsAt))
            : null;
    }

    private static RemovalFinding? Judge(PersonFile person, Removal removal, Policy policy)
    {
        ChildFinding[] children =
        [
            .. person.AsParent
                .Select(family => JudgeRemoval.Judge(family, removal, policy.Standard))
                .OfType<ChildFinding>()
                .OrderBy(child => child.Family.Child.Key, StringComparer.Ordinal)
                .ThenBy(child => child.Child.Person.Value),
        ];
        return children.Length > 0 ? new RemovalFinding(removal, new ParentId(person.Id), person.Key, children) : null;
    }

    private Func<DateTimeOffset, Policy> PolicyChoice(string id, IReadOnlyList<Policy> shelf)
    {
        if (id != PolicyShelf.InForce)
        {
            Policy chosen = policies.Find(id);
            return _ => chosen;
        }

        return departure =>
        {
            DateOnly day = DateOnly.FromDateTime(departure.DateTime);
            return shelf.LastOrDefault(policy => policy.IsInForceOn(day)) ?? policies.Find(PolicyShelf.Default);
        };
    }

    private static bool IsWithin(DateTimeOffset departure, ReviewRequest request)
    {
        DateOnly day = DateOnly.FromDateTime(departure.UtcDateTime);
        return (request.From is not { } from || day >= from) && (request.To is not { } to || day <= to);
    }
}
