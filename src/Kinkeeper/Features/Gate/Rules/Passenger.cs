using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>
/// A person about to leave, with the facts the rules need: what is known at the time of the question, and who else travels.
/// </summary>
public sealed class Passenger
{
    public Passenger(ManifestLine line, PersonFile person, IReadOnlySet<PersonId> aboard, DateTimeOffset at, Policy policy)
    {
        Line = line;
        Person = person;
        Aboard = aboard;
        At = at;
        Vantage = Vantage.StandingAt(at, line.DepartsAt);
        Age = person.AgeAt(line.DepartsAt);
        Children = [.. person.AsParent
            .Select(family => new ChildCase(family, this, policy))
            .Where(child => child.Standing is not LinkStanding.None)
            .OrderBy(child => child.Key, StringComparer.Ordinal)];
    }

    public ManifestLine Line { get; }

    public PersonFile Person { get; }

    /// <summary>Everybody identified on the same manifest, this person included.</summary>
    public IReadOnlySet<PersonId> Aboard { get; }

    public DateTimeOffset At { get; }

    public Vantage Vantage { get; }

    public Age Age { get; }

    /// <summary>Every child whose link is not rejected, including links proposed by statistics.</summary>
    public IReadOnlyList<ChildCase> Children { get; }

    /// <summary>Children on record, of any age, including disputed ones, but not those only proposed by statistics.</summary>
    public int ChildrenOnRecord => Children.Count(child => child.Standing is LinkStanding.OnRecord or LinkStanding.Disputed);

    /// <summary>The answers to the screening question up to that time.</summary>
    public IEnumerable<Screening> Answers =>
        Person.Screenings.Where(screening => screening.IsAnswer && (screening.AskedAt is not { } asked || Vantage.Knows(asked)));
}

/// <summary>One child of a passenger, as known at the time of the question.</summary>
public sealed class ChildCase
{
    private readonly Passenger _parent;
    private readonly Policy _policy;

    internal ChildCase(FamilyFile family, Passenger parent, Policy policy)
    {
        Family = family;
        _parent = parent;
        _policy = policy;
        Vantage vantage = parent.Vantage;
        Standing = family.StandingFrom(vantage);
        Decision = family.LatestDecision(vantage);
        IsRevoked = Decision is not null && DecisionGrading.IsRevoked(Decision, vantage);
        Defects = Decision is null ? Defects.None : DecisionGrading.Grade(Decision, vantage, policy.Standard);
        IsAboard = parent.Aboard.Contains(family.Child.Id);
        // This journey has not taken place yet; an earlier joint journey would be part of it.
        Removal journey = new(string.Empty, Executed: false, parent.Line.DepartsAt, parent.Line.Country, parent.Line.Manifest);
        Counts = Standing is LinkStanding.OnRecord
            && family.Child.AgeAt(parent.Line.DepartsAt) is not Age.Adult
            && family.Child.AlreadyRemovedBefore(journey, vantage) is null;
    }

    public FamilyFile Family { get; }

    public string Key => Family.Child.Key;

    public LinkStanding Standing { get; }

    /// <summary>On record, under 18 at departure or of unknown age, and not already removed.</summary>
    public bool Counts { get; }

    /// <summary>The latest decision recorded by then; null if none is recorded.</summary>
    public Decision? Decision { get; }

    public bool IsRevoked { get; }

    public Defects Defects { get; }

    public bool IsAboard { get; }

    /// <summary>The latest decision while it is in force; null if there is none or it was revoked.</summary>
    public Decision? DecisionInForce => IsRevoked ? null : Decision;

    public UnresolvedWish? Wish => Family.UnresolvedWish(_parent.Vantage, _policy.Standard);

    public bool IsConfirmed(PlanStepKind step) => Decision is not null && Family.IsConfirmed(Decision, step, _parent.Vantage);

    /// <summary>True if the child has an open custody record.</summary>
    public bool IsInCustody => Family.Child.Custody.Exists(custody => custody.IsOpenAt(_parent.At));
}
