using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Families;

/// <summary>A member of a family as the records state it.</summary>
/// <param name="Person">The person.</param>
/// <param name="Through">
/// The member who links them to the family, as that person's child or parent. Null for the person asked about.
/// </param>
/// <param name="IsChild">True if they are drawn below their parents.</param>
public sealed record Kin(PersonId Person, PersonId? Through, bool IsChild);

/// <summary>
/// Finds the people the records state as one family: from a child to all parents, from a parent to all children, and so on. Nothing is
/// inferred: each member has a link that somebody recorded and nobody rejected, and the page shows through whom.
/// </summary>
public static class FamilyCircle
{
    /// <summary>
    /// The number of links followed. From a parent: children, their other parents, those parents' children, and those children's other
    /// parents.
    /// </summary>
    private const int Steps = 4;

    /// <summary>The most people followed. If rows of many people were merged into one person by mistake, the page still opens.</summary>
    private const int Reach = 400;

    /// <summary>Returns everybody who may belong to it, visible to the account or not; barely more than <see cref="Reach"/>.</summary>
    /// <param name="asked">The person to start from.</param>
    /// <param name="links">Reads the parents and children of some people.</param>
    /// <param name="today">The time at which links are judged.</param>
    public static IReadOnlyCollection<PersonId> Around(PersonId asked, Func<IReadOnlyCollection<PersonId>, CaseEvidence> links, Vantage today)
    {
        HashSet<PersonId> known = [asked];
        for (int step = 1; step <= Steps && known.Count < Reach; step++)
        {
            HashSet<PersonId> next = [.. Of(links(known), asked, known.Contains, today, step).Select(kin => kin.Person)];
            if (next.IsSubsetOf(known))
            {
                break;
            }

            known.UnionWith(next.Order(Comparer<PersonId>.Create((one, other) => one.Value.CompareTo(other.Value))).Take(Reach));
        }

        return known;
    }

    /// <summary>
    /// Returns the family members the account may see, the nearest first. A person linked only through somebody unseen is not included.
    /// </summary>
    public static IReadOnlyList<Kin> Of(CaseEvidence links, PersonId asked, IReadOnlySet<PersonId> visible, Vantage today) =>
        [.. Of(links, asked, visible.Contains, today, Steps).Where(kin => visible.Contains(kin.Person))];

    /// <summary>Returns parents and children of a person by links that nobody has rejected.</summary>
    public static IEnumerable<PersonFile> Linked(PersonFile person, Vantage today) => Parents(person, today).Concat(Children(person, today));

    /// <param name="links">The parent and child links.</param>
    /// <param name="asked">The person to start from.</param>
    /// <param name="goesOn">Returns true if the search continues through a person.</param>
    /// <param name="today">The time at which links are judged.</param>
    /// <param name="steps">The most links from the start.</param>
    private static List<Kin> Of(CaseEvidence links, PersonId asked, Func<PersonId, bool> goesOn, Vantage today, int steps)
    {
        PersonFile person = links.Find(asked)!;
        bool hasChildren = Children(person, today).Any();
        List<Kin> family = [new Kin(asked, null, !hasChildren && Parents(person, today).Any())];
        HashSet<PersonId> found = [asked];
        int from = 0;
        for (int step = 1; step <= steps; step++)
        {
            int to = family.Count;
            for (; from < to; from++)
            {
                Kin kin = family[from];
                if (!goesOn(kin.Person) || links.Find(kin.Person) is not { } file)
                {
                    continue;
                }

                // From the person asked about, follow parents and children; from others, only the generation they were reached from.
                Add(kin.Through is null || kin.IsChild ? Parents(file, today) : [], kin, isChild: false);
                Add(kin.Through is null || !kin.IsChild ? Children(file, today) : [], kin, isChild: true);
            }
        }

        return family;

        void Add(IEnumerable<PersonFile> people, Kin through, bool isChild)
        {
            foreach (PersonFile one in people.OrderBy(one => one.Birth ?? DateOnly.MaxValue).ThenBy(one => one.Id.Value))
            {
                if (found.Add(one.Id))
                {
                    family.Add(new Kin(one.Id, through.Person, isChild));
                }
            }
        }
    }

    private static IEnumerable<PersonFile> Parents(PersonFile person, Vantage today) =>
        person.AsChild.Where(family => family.StandingFrom(today) is not LinkStanding.None).Select(family => family.Parent);

    private static IEnumerable<PersonFile> Children(PersonFile person, Vantage today) =>
        person.AsParent.Where(family => family.StandingFrom(today) is not LinkStanding.None).Select(family => family.Child);
}
