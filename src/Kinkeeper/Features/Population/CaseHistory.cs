namespace Kinkeeper.Features.Population;

/// <summary>Writes the history of a family whose parent was removed: its intended class, and the files that show it.</summary>
internal sealed class CaseHistory(PopulationFiles files, Recorder recorder, PlannedDepartures departures)
{
    private static readonly DateTimeOffset ProcessStandardized = new(2018, 7, 12, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Before a process existed, most parents were not asked. The shares are invented, guided by the findings of OIG-21-36.
    /// </summary>
    private static readonly Weighted<string> Before = new([("undocumented", 46), ("flawed", 20), ("contradicted", 9), ("together", 11), ("documented", 7), ("unknown", 7)]);
    private static readonly Weighted<string> After = new([("together", 30), ("documented", 34), ("flawed", 18), ("contradicted", 4), ("undocumented", 9), ("unknown", 5)]);

    /// <summary>Classes with the worst first, because a parent takes the worst class among their children.</summary>
    private static readonly string[] WorstFirst = ["contradicted", "undocumented", "flawed", "unknown", "documented", "together"];

    public void Tell(Family family, Dice dice)
    {
        Screen(family, dice);
        if (family.Departs is not { } departs)
        {
            Link(family, dice, disputed: false);
            return;
        }

        if (family.Planned)
        {
            departures.Plan(family, dice);
            return;
        }

        string removal = $"R{recorder.NextNumber(family):D10}";
        string manifest = dice.Chance(0.75) ? $"{family.Port}-{family.Origin.Country}-{departs:yyyyMMdd}" : "";
        Remove(removal, family.Parents[0].AnySureRecord(dice), departs, family, manifest);
        if (dice.Chance(0.04))
        {
            files.Removals.Add($"R{recorder.NextNumber(family):D10}").Add(family.Parents[0].AnySureRecord(dice)).Add("cancelled")
                .Add(departs.AddDays(-dice.Between(2, 9)), Time.Format).Add(family.Port).Add(family.Origin.Country).Add("").EndRow();
        }

        if (family.Relative is { } relative && dice.Chance(0.5))
        {
            Remove($"R{recorder.NextNumber(family):D10}", relative.AnySureRecord(dice), departs.AddDays(dice.Between(5, 40)), family, "");
        }

        if (family.Children.Count == 0)
        {
            return;
        }

        Depart(family, dice, departs, removal, manifest);
    }

    private void Depart(Family family, Dice dice, DateTimeOffset departs, string removal, string manifest)
    {
        string made = (departs < ProcessStandardized ? Before : After).Draw(dice);
        List<string> counted = [];
        bool certain = true;
        bool wishSpoken = made == "contradicted" && dice.Chance(0.6);
        bool linked = !(made == "unknown" && dice.Chance(0.4));
        if (linked)
        {
            Link(family, dice, disputed: made == "unknown");
        }

        if (wishSpoken)
        {
            Say(family, dice, dice.Between(family.Encountered.AddDays(1), departs.AddHours(-60)), departs, MadeUpWords.Accompany, "accompany");
        }

        if (dice.Chance(0.15))
        {
            Say(family, dice, dice.Between(family.Encountered.AddDays(1), departs.AddHours(-1)), departs, MadeUpWords.Neutral, dice.Chance(0.3) ? "unclear" : "");
        }

        for (int index = 0; index < family.Children.Count; index++)
        {
            Member child = family.Children[index];
            string fate = index > 0 && made is "documented" or "flawed" or "undocumented" && dice.Chance(0.15) ? "together" : made;
            Child(family, dice, child, departs, manifest, fate, wishSpoken);
            Age age = AgeAt(child, departs);
            certain &= age != Age.Doubtful && linked;
            if (age == Age.Minor && linked)
            {
                counted.Add(fate);
                files.ChildClasses.Row(removal, child.Person, fate);
            }
        }

        if (certain && counted.Count > 0)
        {
            files.Classes.Row(removal, Array.Find(WorstFirst, counted.Contains));
        }
    }

    private void Child(Family family, Dice dice, Member child, DateTimeOffset departs, string manifest, string fate, bool wishSpoken)
    {
        string language = family.Origin.Language;
        DateTimeOffset earliest = family.Encountered.AddDays(2);
        DateTimeOffset latest = departs.AddHours(-60);
        switch (fate)
        {
            case "together":
                bool sameFlight = manifest.Length > 0 && dice.Chance(0.8);
                Remove($"R{recorder.NextNumber(family):D10}", child.AnySureRecord(dice), sameFlight ? departs : departs.AddHours(dice.Between(-60, 60)), family, sameFlight ? manifest : "");
                if (dice.Chance(departs < ProcessStandardized ? 0.3 : 0.85))
                {
                    Decide(family, dice, child, "accompany", language, dice.Between(earliest, latest), departs).Write(files.Decisions);
                }

                break;
            case "documented":
                DateTimeOffset taken = dice.Between(earliest.AddDays(2), latest);
                if (dice.Chance(0.15))
                {
                    Decide(family, dice, child, "undecided", language, dice.Between(family.Encountered.AddDays(1), taken.AddDays(-1)), departs).Write(files.Decisions);
                }

                DecisionRecord valid = Decide(family, dice, child, "remain", language, taken, departs);
                valid.Write(files.Decisions);
                departures.CarryOutRemain(family, dice, valid.Id, taken, departs, confirmed: true);
                break;
            case "flawed":
                Flawed(family, dice, child, dice.Between(earliest, latest), departs).Write(files.Decisions);
                break;
            case "contradicted" when !wishSpoken:
                DecisionRecord wish = Decide(family, dice, child, "accompany", language, dice.Between(earliest, latest), departs);
                if (dice.Chance(0.3))
                {
                    wish.Spoil(dice.Of<string>(["no-interpreter", "no-counsel-offer", "no-acknowledgement", "no-time"]));
                }

                wish.Write(files.Decisions);
                break;
            case "contradicted" when dice.Chance(0.6):
                // A waiver with defects, or no valid one after the wish, does not change the wish.
                Flawed(family, dice, child, latest.AddHours(dice.Between(1, 6)), departs, "remain").Write(files.Decisions);
                break;
            case "undocumented" when dice.Chance(0.15):
                Decide(family, dice, child, "remain", language, departs.AddDays(-3), departs).RecordedAfterDeparture().Write(files.Decisions);
                break;
            default:
                break;
        }
    }

    private DecisionRecord Flawed(Family family, Dice dice, Member child, DateTimeOffset taken, DateTimeOffset departs, string? choice = null)
    {
        choice ??= dice.Chance(0.15) ? dice.Of<string>(["undecided", "declined", "not_ascertained"]) : "remain";
        DecisionRecord decision = Decide(family, dice, child, choice, family.Origin.Language, taken, departs);
        if (choice != "remain" && dice.Chance(0.5))
        {
            return decision;
        }

        int defects = dice.Below(100) < 45 ? 1 : dice.Between(2, 5);
        for (int defect = 0; defect < defects; defect++)
        {
            decision.Spoil(DecisionRecord.Defects[dice.Below(DecisionRecord.Defects.Length)]);
        }

        return decision;
    }

    private DecisionRecord Decide(Family family, Dice dice, Member child, string choice, string language, DateTimeOffset taken, DateTimeOffset departs) =>
        new(dice, $"D{recorder.NextNumber(family):D10}", (family.Parents[0].AnySureRecord(dice), child.AnySureRecord(dice)), choice, language, taken, departs);

    /// <summary>Writes the links between parents and children. The last record of a disputed link disputes it.</summary>
    private void Link(Family family, Dice dice, bool disputed)
    {
        foreach (Member child in family.Children)
        {
            foreach (Member parent in family.Parents)
            {
                DateOnly asOf = DateOnly.FromDateTime(family.Encountered.UtcDateTime).AddDays(dice.Between(0, 3));
                Relation(family, dice, parent, child, dice.Of<string>(["stated", "family_unit", "same_encounter"]), asOf, "claimed");
                if (disputed)
                {
                    Relation(family, dice, parent, child, dice.Of<string>(["dna", "consulate", "birth_certificate"]), asOf.AddDays(dice.Between(2, 8)), "disputed");
                }
                else if (dice.Chance(0.55))
                {
                    Relation(family, dice, parent, child, dice.Of<string>(["birth_certificate", "birth_certificate", "consulate", "dna"]), asOf.AddDays(dice.Between(2, 8)), "confirmed");
                }
            }

            if (family.Relative is { } relative)
            {
                DateOnly asOf = DateOnly.FromDateTime(family.Encountered.UtcDateTime).AddDays(1);
                Relation(family, dice, relative, child, "family_unit", asOf, "claimed");
                Relation(family, dice, relative, child, "consulate", asOf.AddDays(dice.Between(2, 8)), "rejected");
            }
        }
    }

    private void Relation(Family family, Dice dice, Member parent, Member child, string basis, DateOnly asOf, string status)
    {
        files.Relationships.Add(dice.Chance(0.5) ? "synthetic-orr" : "synthetic-cbp").Add(parent.AnySureRecord(dice)).Add(child.AnySureRecord(dice))
            .Add(ReferenceEquals(parent, family.Parents[0]) && dice.Chance(0.02) ? "legal_guardian" : "parent").Add(basis).Add(asOf, "yyyy-MM-dd").Add(status).EndRow();
    }

    private void Say(Family family, Dice dice, DateTimeOffset made, DateTimeOffset departs, string[] texts, string wish)
    {
        DateTimeOffset recorded = made.AddMinutes(dice.Between(10, 48 * 60));
        files.Statements.Add(family.Parents[0].AnySureRecord(dice)).Add(made, Time.Format).Add(recorded < departs || dice.Chance(0.5) ? recorded : departs.AddDays(30), Time.Format)
            .Add(dice.Of<string>(["case_comment", "case_comment", "letter", "email", "consulate"])).Add($"o{dice.Between(1, 400)}").Add(dice.Of<string>(texts)).Add(wish).EndRow();
    }

    private void Screen(Family family, Dice dice)
    {
        bool after = family.Encountered >= ProcessStandardized;
        foreach (Member adult in family.Parents)
        {
            if (!dice.Chance(after ? 0.7 : 0.15))
            {
                continue;
            }

            DateTimeOffset asked = family.Encountered.AddDays(dice.Between(2, 9));
            string answer = dice.Chance(0.04) ? "declined" : family.Children.Count > 0 ? "yes" : "no";
            files.Screenings.Add(adult.AnySureRecord(dice)).Add(asked, Time.Format).Add(family.Origin.People is not null && dice.Chance(0.4) ? "spa" : family.Origin.Language)
                .Add(family.Origin.People is not null && dice.Chance(0.5) ? $"int-{dice.Between(1, 60)}" : "").Add($"o{dice.Between(1, 400)}").Add(answer)
                .Add(answer == "yes" ? family.Children.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "").EndRow();
        }
    }

    private void Remove(string removal, string record, DateTimeOffset departs, Family family, string manifest) =>
        files.Removals.Add(removal).Add(record).Add("executed").Add(departs, Time.Format).Add(family.Port).Add(family.Origin.Country).Add(manifest).EndRow();

    /// <summary>Returns the age group at departure. Recorded birthdays are up to a year off, so close to 18 no class is promised.</summary>
    private static Age AgeAt(Member child, DateTimeOffset departs)
    {
        DateOnly day = DateOnly.FromDateTime(departs.UtcDateTime);
        return child.Born.AddYears(16).AddMonths(10) > day ? Age.Minor : child.Born.AddYears(19).AddMonths(2) <= day ? Age.Adult : Age.Doubtful;
    }

    private enum Age
    {
        Minor,
        Adult,
        Doubtful,
    }
}
