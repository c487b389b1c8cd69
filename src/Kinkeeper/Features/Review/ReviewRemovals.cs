using Kinkeeper.Features.Clearance.Policies;
using Kinkeeper.Features.Decisions.Evidence;
using Kinkeeper.Features.People;
using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Review;

/// <summary>Which removals to review, and by which policy.</summary>
/// <param name="From">First day of departure, UTC; null for no bound.</param>
/// <param name="To">Last day of departure, UTC; null for no bound.</param>
/// <param name="Policy">A policy's id, or <see cref="PolicyShelf.InForce"/>.</param>
public sealed record ReviewRequest(DateOnly? From = null, DateOnly? To = null, string Policy = PolicyShelf.Default);

/// <summary>Reviews past removals: documented, flawed, contradicted, undocumented, unknown, together.</summary>
public sealed class ReviewRemovals(Store store, PolicyShelf policies)
{
    /// <summary>The same database content gives the same result, whatever the order in which it was imported.</summary>
    public ReviewResult Execute(ReviewRequest request)
    {
        IReadOnlyList<Policy> shelf = policies.All();
        Func<DateTimeOffset, Policy> policyFor = PolicyChoice(request.Policy, shelf);
        using SqliteConnection connection = store.Connect();
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        CaseEvidence evidence = new EvidenceReader(connection, moment).ReadAll();
        InputsDigest inputs = InputsDigest.Read(connection, moment);

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

                Policy policy = policyFor(removal.DepartsAt);
                ChildFinding[] children =
                [
                    .. person.AsParent
                        .Select(family => JudgeRemoval.Judge(family, removal, policy.Standard))
                        .OfType<ChildFinding>()
                        .OrderBy(child => child.Family.Child.Key, StringComparer.Ordinal)
                        .ThenBy(child => child.Child.Person.Value),
                ];
                if (children.Length > 0)
                {
                    findings.Add(new RemovalFinding(removal, new ParentId(person.Id), person.Key, children));
                }
            }
        }

        findings.Sort((left, right) => string.CompareOrdinal(left.Removal.RemovalId, right.Removal.RemovalId));
        return new ReviewResult(request, shelf, removals, findings, inputs);
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
