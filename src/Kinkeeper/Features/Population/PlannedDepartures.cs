namespace Kinkeeper.Features.Population;

/// <summary>Writes future departures: flights with their manifests, and plans to carry out decisions, for the gate to check.</summary>
internal sealed class PlannedDepartures(PopulationFiles files, Recorder recorder, DateTimeOffset today)
{
    private const int SeatsPerFlight = 120;
    private const int DaysAhead = 14;
    private static readonly string[] AccompanySteps = ["orr_told", "child_release", "travel_document", "seats", "handover"];
    private static readonly string[] RemainSteps = ["carer_known", "contact_given", "papers"];
    private readonly Dictionary<(string Port, string Country), (int Flight, int Seats)> _flights = [];

    public void Plan(Family family, Dice dice)
    {
        int seats = 1;
        List<Member> boarding = [];
        string fate = family.Children.Count == 0
            ? "alone"
            : dice.Of<string>(["remain", "remain", "accompany", "accompany", "left-behind", "none", "none", "undecided", "defective", "wish", "disputed"]);
        if (fate == "accompany")
        {
            boarding.AddRange(family.Children);
            seats += boarding.Count;
        }

        (string manifest, DateTimeOffset departs) = Seat(family, seats);
        Member parent = family.Parents[0];
        Line(family, dice, parent, manifest, departs);
        foreach (Member child in boarding)
        {
            Line(family, dice, child, manifest, departs);
        }

        files.Removals.Add($"R{recorder.NextNumber(family):D10}").Add(parent.AnySureRecord(dice)).Add("planned").Add(departs, Time.Format)
            .Add(family.Port).Add(family.Origin.Country).Add(manifest).EndRow();
        foreach (Member child in family.Children)
        {
            Prepare(family, dice, child, fate, departs);
        }
    }

    /// <summary>Writes the plan for a decision that the child remains.</summary>
    public void CarryOutRemain(Family family, Dice dice, string decision, DateTimeOffset from, DateTimeOffset departs, bool confirmed) =>
        CarryOut(family, dice, decision, RemainSteps, from, departs, confirmed ? RemainSteps.Length : dice.Below(RemainSteps.Length));

    private void Prepare(Family family, Dice dice, Member child, string fate, DateTimeOffset departs)
    {
        Member parent = family.Parents[0];
        DateOnly asOf = DateOnly.FromDateTime(family.Encountered.UtcDateTime).AddDays(1);
        files.Relationships.Add("synthetic-orr").Add(parent.AnySureRecord(dice)).Add(child.AnySureRecord(dice)).Add("parent").Add("stated").Add(asOf, "yyyy-MM-dd")
            .Add(fate == "disputed" ? "disputed" : dice.Chance(0.5) ? "confirmed" : "claimed").EndRow();
        if (fate is "none" or "disputed")
        {
            return;
        }

        DateTimeOffset taken = dice.Between(family.Encountered.AddDays(3), today.AddDays(-2));
        if (fate == "wish")
        {
            files.Statements.Add(parent.AnySureRecord(dice)).Add(taken.AddHours(5), Time.Format).Add(taken.AddHours(9), Time.Format).Add("letter").Add("").Add(dice.Of<string>(MadeUpWords.Accompany)).Add("accompany").EndRow();
        }

        string choice = fate switch
        {
            "accompany" or "left-behind" => "accompany",
            "undecided" => "undecided",
            _ => "remain",
        };
        DecisionRecord decision = new(dice, $"D{recorder.NextNumber(family):D10}", (parent.AnySureRecord(dice), child.AnySureRecord(dice)), choice, family.Origin.Language, taken, departs);
        if (fate == "defective")
        {
            decision.Spoil(DecisionRecord.Defects[dice.Below(DecisionRecord.Defects.Length)]);
        }

        decision.Write(files.Decisions);
        if (choice == "accompany")
        {
            CarryOut(family, dice, decision.Id, AccompanySteps, taken, departs, dice.Chance(0.7) ? AccompanySteps.Length : dice.Below(AccompanySteps.Length));
        }
        else if (choice == "remain")
        {
            CarryOutRemain(family, dice, decision.Id, taken, departs, confirmed: dice.Chance(0.75));
        }
    }

    private void CarryOut(Family family, Dice dice, string decision, string[] steps, DateTimeOffset from, DateTimeOffset departs, int confirmed)
    {
        DateTimeOffset known = family.Planned ? today : departs;
        for (int step = 0; step < steps.Length; step++)
        {
            files.Plans.Add(decision).Add(steps[step]).Add(dice.Of<string>(["fojc", "orr", "officer"])).Add(departs.AddDays(-1), Time.Format);
            if (step < confirmed)
            {
                files.Plans.Add(dice.Between(from, known.AddHours(-1)), Time.Format).Add($"j{dice.Between(1, 40)}").Add("");
            }
            else
            {
                files.Plans.Add("").Add("").Add("");
            }

            files.Plans.EndRow();
        }
    }

    private (string Manifest, DateTimeOffset Departs) Seat(Family family, int seats)
    {
        (string, string) route = (family.Port, family.Origin.Country);
        (int flight, int taken) = _flights.GetValueOrDefault(route, (1, 0));
        if (taken + seats > SeatsPerFlight)
        {
            (flight, taken) = (flight + 1, 0);
        }

        _flights[route] = (flight, taken + seats);
        DateTimeOffset departs = today.Date(12).AddDays(2 + ((flight - 1) % DaysAhead)).AddMinutes(family.Port[0] % 5 * 60);
        return ($"{family.Port}-{family.Origin.Country}-{departs:yyyyMMdd}-{flight}", departs);
    }

    private void Line(Family family, Dice dice, Member member, string manifest, DateTimeOffset departs)
    {
        double known = dice.Unit();
        files.Manifest.Add(manifest).Add(known < 0.8 ? member.AnySureRecord(dice) : "").Add(known is >= 0.6 and < 0.95 ? member.ANumber.ToString() : "");
        if (known >= 0.9)
        {
            files.Manifest.Add(member.Given).Add(member.Surnames).Add(member.Born, "yyyy-MM-dd");
        }
        else
        {
            files.Manifest.Add("").Add("").Add("");
        }

        files.Manifest.Add(departs, Time.Format).Add(family.Port).Add(family.Origin.Country).EndRow();
    }
}

internal static class Days
{
    /// <summary>Returns the same day at an hour, in UTC.</summary>
    public static DateTimeOffset Date(this DateTimeOffset day, int hour) => new(day.UtcDateTime.Date.AddHours(hour), TimeSpan.Zero);
}
