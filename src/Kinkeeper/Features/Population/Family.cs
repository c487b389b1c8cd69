using System.Numerics;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Population;

/// <summary>One person of the population, with their true data.</summary>
internal sealed class Member
{
    public required string Person { get; init; }

    public required string Given { get; init; }

    public required string Paternal { get; init; }

    /// <summary>The second surname. Empty if one surname is usual.</summary>
    public required string Maternal { get; init; }

    public required DateOnly Born { get; init; }

    public required bool Female { get; init; }

    public required bool IsMinor { get; init; }

    public required ANumber ANumber { get; init; }

    public string Surnames => Maternal.Length == 0 ? Paternal : $"{Paternal} {Maternal}";

    /// <summary>Records with the correct A-number, so that the rule alone makes them one person. There is always at least one.</summary>
    public List<string> SureRecords { get; } = [];

    public string AnySureRecord(Dice dice) => SureRecords[dice.Below(SureRecords.Count)];
}

/// <summary>One family, or one adult without children, with its dated history.</summary>
internal sealed class Family
{
    public required int Number { get; init; }

    public required Origin Origin { get; init; }

    public required List<Member> Parents { get; init; }

    public required List<Member> Children { get; init; }

    /// <summary>An adult relative who came with them. Some record wrongly calls this person a parent.</summary>
    public Member? Relative { get; init; }

    public required DateTimeOffset Encountered { get; init; }

    /// <summary>Departure of the first parent. Null if nobody was removed and no removal is planned.</summary>
    public DateTimeOffset? Departs { get; init; }

    /// <summary>True if the departure is in the future.</summary>
    public bool Planned { get; init; }

    public required string Sector { get; init; }

    public required string Port { get; init; }

    public IEnumerable<Member> Everyone => Relative is null ? [.. Parents, .. Children] : [.. Parents, .. Children, Relative];
}

/// <summary>Makes families, each with its own dice.</summary>
internal sealed class FamilyMaker(NameLists names, ulong seed, int families, DateTimeOffset today)
{
    /// <summary>One in six is an adult without children. Parents have to be found among them.</summary>
    private const int AdultsAlonePerFamilies = 5;

    private static readonly DateTimeOffset Pilot = new(2017, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ProcessStandardized = new(2018, 7, 12, 0, 0, 0, TimeSpan.Zero);

    public static int Units(int families) => families + (families / AdultsAlonePerFamilies);

    public (Family Family, Dice Dice) Make(int number)
    {
        Dice dice = new(seed, (ulong)number);
        bool alone = number >= families;
        Origin origin = Origin.All.Draw(dice);
        (DateTimeOffset encountered, DateTimeOffset? departs, bool planned, string port) = Timeline(dice, origin, alone);
        ANumberBlock numbers = new(number, Units(families), older: dice.Chance(0.1));
        int people = 0;

        bool motherFirst = dice.Chance(0.45);
        Member first = Adult(dice, origin, number, people++, motherFirst, numbers, encountered);
        List<Member> parents = [first];
        List<Member> children = [];
        Member? relative = null;
        if (!alone)
        {
            string otherPaternal = names.Surname(dice, origin);
            if (dice.Chance(0.2))
            {
                parents.Add(Adult(dice, origin, number, people++, !motherFirst, numbers, encountered, otherPaternal));
            }

            bool oneSurnameLine = dice.Chance(0.12);
            int count = dice.Below(100) switch
            {
                < 62 => 1,
                < 87 => 2,
                < 96 => 3,
                _ => 4,
            };
            for (int child = 0; child < count; child++)
            {
                (string paternal, string maternal) = (oneSurnameLine, motherFirst) switch
                {
                    (true, _) => (first.Paternal, first.Maternal),
                    (_, true) => (otherPaternal, first.Paternal),
                    _ => (first.Paternal, otherPaternal),
                };
                children.Add(Child(dice, origin, number, people++, paternal, maternal, numbers, encountered, first.Born));
            }

            if (dice.Chance(0.06))
            {
                relative = Adult(dice, origin, number, people, dice.Chance(0.5), numbers, encountered, first.Paternal);
            }
        }

        return (
            new Family
            {
                Number = number,
                Origin = origin,
                Parents = parents,
                Children = children,
                Relative = relative,
                Encountered = encountered,
                Departs = departs,
                Planned = planned,
                Sector = dice.Of<string>(["RGV", "RGV", "RGV", "EPT", "EPT", "TCA", "YUM", "SDC", "DRT", "LRT", "ELC"]),
                Port = port,
            },
            dice);
    }

    private (DateTimeOffset Encountered, DateTimeOffset? Departs, bool Planned, string Port) Timeline(Dice dice, Origin origin, bool alone)
    {
        string port = dice.Of<string>(["AXN", "AXN", "BRO", "HRL", "ELP", "SAT", "IWA", "MIA"]);
        double what = dice.Unit();
        if (what < (alone ? 0.08 : 0.06))
        {
            return (dice.Between(today.AddDays(-70), today.AddDays(-12)), today.AddDays(2), true, port);
        }

        if (what >= 0.62)
        {
            return (dice.Between(new DateTimeOffset(2017, 2, 1, 0, 0, 0, TimeSpan.Zero), today.AddDays(-30)), null, false, port);
        }

        DateTimeOffset day = dice.Chance(0.5)
            ? dice.Between(Pilot.AddDays(2), ProcessStandardized.AddDays(-1))
            : dice.Between(ProcessStandardized.AddDays(1), today.AddDays(-10));

        // A flight from a port to a country leaves at a fixed time of day. Everyone leaving that day is on it.
        DateTimeOffset departs = new(day.Year, day.Month, day.Day, 12 + (port[0] % 5), origin.Country[0] % 4 * 15, 0, TimeSpan.Zero);
        return (departs.AddMinutes(-dice.Between(12 * 1440, 150 * 1440)), departs, false, port);
    }

    private Member Adult(Dice dice, Origin origin, int family, int index, bool female, ANumberBlock numbers, DateTimeOffset at, string? paternal = null) => new()
    {
        Person = $"P{family}-{index}",
        Given = names.Given(dice, origin, female, child: false),
        Paternal = paternal ?? names.Surname(dice, origin),
        Maternal = origin.GivenNames == "ht" ? "" : names.Surname(dice, origin),
        Born = DateOnly.FromDateTime(at.UtcDateTime).AddDays(-dice.Between(20 * 365, 46 * 365)),
        Female = female,
        IsMinor = false,
        ANumber = numbers.Take(),
    };

    private Member Child(Dice dice, Origin origin, int family, int index, string paternal, string maternal, ANumberBlock numbers, DateTimeOffset at, DateOnly parentBorn)
    {
        bool female = dice.Chance(0.48);
        DateOnly encountered = DateOnly.FromDateTime(at.UtcDateTime);
        bool grown = dice.Chance(0.03);
        int days = grown ? dice.Between(20 * 365, 22 * 365) : dice.Chance(0.07) ? dice.Between(15 * 365, (18 * 365) - 1) : dice.Between(90, 15 * 365);
        int most = Math.Max(365, encountered.DayNumber - parentBorn.DayNumber - (16 * 365));
        days = Math.Min(days, most);
        return new Member
        {
            Person = $"P{family}-{index}",
            Given = names.Given(dice, origin, female, child: true),
            Paternal = paternal,
            Maternal = origin.GivenNames == "ht" ? "" : maternal,
            Born = encountered.AddDays(-days),
            Female = female,
            IsMinor = encountered.AddDays(-days).AddYears(18) > encountered,
            ANumber = numbers.Take(),
        };
    }
}

/// <summary>
/// Gives out up to ten close A-numbers, as families processed together get. All satisfy one check of weighted digits modulo 11.
/// So a changed digit or two swapped neighbours never give the number of another person in the population, and a deliberate error
/// never merges two people by accident. Real A-numbers have no such check, and no other code reads it.
/// </summary>
internal sealed class ANumberBlock
{
    private const int PerFamily = 16;
    private int _body;

    public ANumberBlock(int family, int families, bool older)
    {
        // The order of blocks reveals nothing about the order of families.
        long stride = 7919;
        while (BigInteger.GreatestCommonDivisor(stride, families) != 1)
        {
            stride++;
        }

        long block = family * stride % families;
        _body = (int)((older && families <= MostOlder ? 1_000_000 : 20_000_000) + (block * PerFamily));
    }

    /// <summary>The most blocks that fit into eight digits before the check.</summary>
    public const int Most = 4_900_000;

    /// <summary>The most blocks that fit among the numbers with a leading zero.</summary>
    private const int MostOlder = 1_180_000;

    public ANumber Take()
    {
        while (true)
        {
            int body = _body++;
            int sum = 0;
            for ((int rest, int weight) = (body, 2); rest > 0; rest /= 10, weight++)
            {
                sum += rest % 10 * weight;
            }

            int check = (11 - (sum % 11)) % 11;
            if (check < 10)
            {
                return new ANumber((body * 10) + check);
            }
        }
    }
}
