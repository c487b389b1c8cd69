namespace Kinkeeper.Tests.Features.Gate;

/// <summary>
/// Families with random records that are good, defective, contradictory or missing, all recorded before the gate is asked. The same
/// seed gives the same families.
/// </summary>
internal sealed class RandomFamilies(int seed)
{
    /// <summary>Cells that make a decision record worse without changing when it was taken or what was chosen.</summary>
    public static readonly IReadOnlyList<string> Defects =
    [
        "form=", "options_offered=accompany;remain", "spoken_language=", "parent_language=mam", "form_language=en", "information_given=no",
        "child_contact_offered=", "counsel_offered=no", "minutes_allowed=59", "private=", "parent_words=", "signature=none", "supervisor=",
        "supervisor=o-1", "acknowledged_at=", "revoked_at=2024-06-19T09:00:00-05:00",
    ];

    private readonly Random _random = new(seed);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public bool Chance(double share) => _random.NextDouble() < share;

    /// <summary>Returns a family with its records and its people on one manifest.</summary>
    public GateScene Family(int number)
    {
        GateScene scene = new(number);
        string[] parents = Chance(0.3) ? ["mother", "father"] : ["mother"];
        string[] children = [.. Enumerable.Range(1, _random.Next(0, 4)).Select(child => $"child{child}")];
        foreach (string parent in parents)
        {
            scene.Adult(parent, born: Pick(["1985-05-05", "1990-01-01", "2007-01-01"]), stated: Pick(["", "0", "1", "2"]));
            if (Chance(0.3))
            {
                scene.Asked(parent, Pick(["yes", "no", "declined"]), Pick(["", "1"]));
            }
        }

        foreach (string child in children)
        {
            scene.Child(child, born: Pick(["2015-03-03", "2006-06-20", "2006-06-21", "2000-01-01"]));
            foreach (string parent in parents.Where(_ => Chance(0.9)))
            {
                Bond(scene, parent, child);
            }

            if (Chance(0.3))
            {
                scene.Custody(child, "2024-05-01T00:00:00Z", Pick(["", "", "2024-06-01T00:00:00Z"]));
            }

            if (Chance(0.05))
            {
                scene.Removed(child, Pick(["2024-05-20T09:00:00Z", "2024-06-18T09:00:00Z"]));
            }
        }

        foreach (string parent in parents.Where(_ => Chance(0.3)))
        {
            scene.Says(parent, Pick(["accompany", "remain", "unclear", ""]), Pick(["2024-06-03T09:00:00-05:00", "2024-06-12T09:00:00-05:00"]));
        }

        return scene.Flies([.. parents.Where(_ => Chance(0.9)), .. children.Where(_ => Chance(0.5))]);
    }

    private void Bond(GateScene scene, string parent, string child)
    {
        if (Chance(0.9))
        {
            scene.Link(parent, child, Pick(["confirmed", "confirmed", "confirmed", "claimed", "disputed", "rejected"]));
        }

        for (int decision = 1; decision <= _random.Next(0, 4); decision++)
        {
            string id = $"{decision}";
            string[] cells =
            [
                $"decision_id={id}", $"taken_at=2024-06-{(decision * 3) + 1:D2}T09:00:00-05:00", $"recorded_at=2024-06-{(decision * 3) + 1:D2}T10:00:00-05:00",
                $"acknowledged_at=2024-06-{(decision * 3) + 1:D2}T12:00:00-05:00",
            ];
            string choice = Pick(["accompany", "accompany", "remain", "remain", "remain", "undecided"]);
            scene.Decides(parent, child, choice, Chance(0.25) ? [.. cells, Pick(Defects)] : cells);
            if (Chance(0.8))
            {
                scene.Confirms(parent, child, choice == "accompany" ? Pick(["child_release travel_document seats", "child_release travel_document seats", "seats"]) : "carer_known", decision: id);
            }
        }
    }
}
