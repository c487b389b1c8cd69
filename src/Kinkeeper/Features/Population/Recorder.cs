using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Population;

/// <summary>
/// Writes the records that agencies made of a family (encounters, custody, screenings) and the person each record is truly about.
/// </summary>
internal sealed class Recorder(PopulationFiles files, ulong seed)
{
    private const int SlotsPerFamily = 64;
    private int _slot;

    /// <summary>Returns a number that is unique in the population and reveals nothing about its family.</summary>
    public uint NextNumber(Family family)
    {
        uint value = (uint)((family.Number * SlotsPerFamily) + _slot++) ^ (uint)((seed + 1) * 0x9E37_79B9_7F4A_7C15 >> 32);
        value ^= value >> 16;
        value *= 0x7FEB352D;
        value ^= value >> 15;
        value *= 0x846CA68B;
        value ^= value >> 16;
        return value;
    }

    public void Record(Family family, Dice dice)
    {
        _slot = 0;
        string eventNumber = $"E{NextNumber(family):D10}";
        string? unit = family.Children.Count == 0 || dice.Chance(0.25) ? null : $"FU{NextNumber(family):D10}";
        foreach (Member member in family.Everyone)
        {
            bool child = family.Children.Contains(member);
            string[] agencies = child
                ? dice.Chance(0.88) ? ["orr", "cbp"] : ["cbp"]
                : dice.Chance(0.9) ? dice.Chance(0.15) ? ["ice", "cbp", "uscis"] : ["ice", "cbp"] : ["cbp"];
            for (int index = 0; index < agencies.Length; index++)
            {
                Encounter(family, dice, member, agencies[index], sure: index == 0 || dice.Chance(0.88), eventNumber, unit);
            }
        }

        foreach (Member parent in family.Parents)
        {
            foreach (Member child in family.Children)
            {
                files.Families.Row(parent.Person, child.Person);
            }
        }
    }

    private void Encounter(Family family, Dice dice, Member member, string agency, bool sure, string eventNumber, string? unit)
    {
        string id = $"{agency}:{NextNumber(family)}";
        if (sure)
        {
            member.SureRecords.Add(id);
        }

        files.Persons.Row(member.Person, id);
        (string given, string surnames) = RecordErrors.Name(dice, member, agency, sure);
        DateTimeOffset at = family.Encountered.AddHours(agency switch
        {
            "cbp" => 0,
            "orr" => dice.Between(20, 72),
            "ice" => dice.Between(24, 120),
            _ => dice.Between(120, 240),
        });
        bool parent = family.Parents.Contains(member);
        bool female = member.Female ^ dice.Chance(0.004);
        CsvOutput row = files.Encounters;
        row.Add($"synthetic-{agency}").Add(id)
            .Add(sure ? RecordErrors.Written(dice, member.ANumber) : RecordErrors.Wrong(dice, member.ANumber))
            .Add(given).Add(surnames);
        if (RecordErrors.Born(dice, member.Born, DateOnly.FromDateTime(at.UtcDateTime)) is { } born)
        {
            row.Add(born, "yyyy-MM-dd");
        }
        else
        {
            row.Add("");
        }

        row.Add(female ? "F" : "M").Add(family.Origin.Country).Add(RecordErrors.Language(dice, family.Origin, agency))
            .Add(member.IsMinor ? "minor" : "adult").Add(at, Time.Format)
            .Add(agency == "cbp" ? family.Sector : "")
            .Add(agency == "cbp" || dice.Chance(0.4) ? eventNumber : "")
            .Add(unit is null || agency is "uscis" || dice.Chance(0.12) ? "" : dice.Chance(0.05) ? $"FU{NextNumber(family):D10}" : unit);
        row.Add(parent && agency != "cbp" && dice.Chance(0.45)
            ? (family.Children.Count + (dice.Chance(0.06) ? 1 : 0)).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : "");
        row.Add(member.IsMinor && dice.Chance(agency == "orr" ? 0.6 : 0.15) ? Names(family.Parents, dice) : "")
            .Add(parent && family.Children.Count > 0 && dice.Chance(0.3) ? Names(family.Children, dice) : "")
            .EndRow();
        Hold(family, dice, member, agency, id, at);
    }

    private void Hold(Family family, Dice dice, Member member, string agency, string id, DateTimeOffset from)
    {
        if (agency is not ("orr" or "ice") || dice.Chance(0.15))
        {
            return;
        }

        bool leaves = family.Departs is { } departs && !family.Planned && ReferenceEquals(member, family.Parents[0]) && departs > from;
        DateTimeOffset? to = leaves ? family.Departs!.Value.AddHours(-4)
            : family.Planned && agency == "ice" ? null
            : family.Planned || dice.Chance(0.1) ? null
            : from.AddDays(dice.Between(20, 400));
        CsvOutput row = files.Custody;
        row.Add($"synthetic-{agency}").Add(id).Add(agency == "orr" ? "ORR" : "ICE")
            .Add(agency == "orr" ? dice.Of<string>(MadeUpWords.Shelters) : dice.Of<string>(MadeUpWords.Detention))
            .Add(from, Time.Format);
        if (to is { } end)
        {
            row.Add(end, Time.Format);
        }
        else
        {
            row.Add("");
        }

        row.Add(to is null ? "" : leaves ? "removed" : agency == "orr" ? dice.Of<string>(["sponsor", "sponsor", "reunified", "transfer"]) : dice.Of<string>(["bond", "parole", "supervision"])).EndRow();
    }

    private static string Names(List<Member> members, Dice dice) =>
        string.Join(';', members.Select(member => dice.Chance(0.2) ? $"{member.Given} {member.Paternal}" : $"{member.Given} {member.Surnames}"));
}

/// <summary>The format of instants in the exchange files.</summary>
internal static class Time
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";
}
