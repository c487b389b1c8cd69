using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Families;

/// <summary>Somebody who belongs to a family as the records state it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Through">By whose link they stand here: a child of that person, or a parent. Null for the person asked about.</param>
/// <param name="IsChild">Whether they stand below their parents.</param>
public sealed record Kin(PersonId Person, PersonId? Through, bool IsChild);

/// <summary>
/// Whom the records state as one family: up from a child to all parents, down from a parent to all children, and on in turns. Nothing
/// is concluded: each stands here by a link that somebody has recorded and nobody has rejected, and the page says through whom.
/// </summary>
public static class FamilyCircle
{
    /// <summary>From a parent: children, their other parents, the children of these, and those children's other parents.</summary>
    private const int Steps = 4;

    /// <summary>More people than any family has: where rows of many people were taken for one person, the page still opens.</summary>
    private const int Reach = 400;

    /// <summary>Everybody who may belong to it, whether or not an account may see them; never more than <see cref="Reach"/> by much.</summary>
    /// <param name="asked">From whom to go on.</param>
    /// <param name="links">Reads whose parents and children some people are.</param>
    /// <param name="today">From where links are seen.</param>
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

    /// <summary>The family among the people whom an account may see, the nearest first: whoever is linked only through somebody unseen is not in it.</summary>
    public static IReadOnlyList<Kin> Of(CaseEvidence links, PersonId asked, IReadOnlySet<PersonId> visible, Vantage today) =>
        [.. Of(links, asked, visible.Contains, today, Steps).Where(kin => visible.Contains(kin.Person))];

    /// <summary>Parents and children of a person by a link that nobody has rejected.</summary>
    public static IEnumerable<PersonFile> Linked(PersonFile person, Vantage today) => Parents(person, today).Concat(Children(person, today));

    /// <param name="links">Who is whose parent or child.</param>
    /// <param name="asked">From whom to go on.</param>
    /// <param name="goesOn">Whether the way leads on through somebody.</param>
    /// <param name="today">From where links are seen.</param>
    /// <param name="steps">How many links away somebody may stand.</param>
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

                // The one asked about is child and parent both; everybody else leads on to the generation from which they were reached.
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
