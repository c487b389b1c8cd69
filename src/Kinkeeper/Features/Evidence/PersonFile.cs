using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Evidence;

public enum Age
{
    /// <summary>Neither a date of birth nor a role is recorded.</summary>
    Unknown = 0,
    Under18 = 1,
    Adult = 2,
}

/// <summary>The known facts about one person, from all their records. Built by <see cref="EvidenceReader"/>.</summary>
public sealed class PersonFile(PersonId id)
{
    public PersonId Id { get; } = id;

    /// <summary>The normalised A-number, or the smallest record id if there is none.</summary>
    public string Key { get; internal set; } = string.Empty;

    /// <summary>True if <see cref="Key"/> is an A-number.</summary>
    public bool IsKeyedByNumber { get; internal set; }

    /// <summary>The date of birth, or the latest of several, because doubt protects. Null if none is recorded.</summary>
    public DateOnly? Birth { get; internal set; }

    public bool RecordedAsMinor { get; internal set; }

    public bool RecordedAsAdult { get; internal set; }

    public List<Removal> Removals { get; } = [];

    public List<DateTimeOffset> Encounters { get; } = [];

    public List<Custody> Custody { get; } = [];

    public List<Statement> Statements { get; } = [];

    public List<Screening> Screenings { get; } = [];

    public List<FamilyFile> AsParent { get; } = [];

    public List<FamilyFile> AsChild { get; } = [];

    /// <summary>
    /// Returns the age on the calendar day of <paramref name="departure"/>, in the offset in which it is written. A person born on
    /// 29 February turns 18 on 1 March. Without a date of birth, a person recorded as a minor is under 18.
    /// </summary>
    public Age AgeAt(DateTimeOffset departure)
    {
        if (Birth is { } birth)
        {
            DateOnly eighteenth = birth is { Month: 2, Day: 29 }
                ? new DateOnly(birth.Year + 18, 3, 1)
                : birth.AddYears(18);
            return DateOnly.FromDateTime(departure.DateTime) < eighteenth ? Age.Under18 : Age.Adult;
        }

        return RecordedAsMinor ? Age.Under18 : RecordedAsAdult ? Age.Adult : Age.Unknown;
    }

    /// <summary>
    /// Returns an executed removal of this person before <paramref name="removal"/>, not counting one together with it. Null if there
    /// is none, or if a later encounter or custody shows that the person came back.
    /// </summary>
    public Removal? AlreadyRemovedBefore(Removal removal, Vantage vantage)
    {
        Removal? last = null;
        foreach (Removal own in Removals)
        {
            if (own.Executed && own.DepartsAt < removal.DepartsAt && vantage.Knows(own.DepartsAt)
                && !own.IsTogetherWith(removal) && (last is null || own.DepartsAt > last.DepartsAt))
            {
                last = own;
            }
        }

        return last is null || IsSeenBetween(last.DepartsAt, vantage) ? null : last;
    }

    private bool IsSeenBetween(DateTimeOffset removed, Vantage vantage)
    {
        foreach (DateTimeOffset seen in Encounters)
        {
            if (seen > removed && vantage.Knows(seen))
            {
                return true;
            }
        }

        foreach (Custody custody in Custody)
        {
            if (custody.From > removed && vantage.Knows(custody.From))
            {
                return true;
            }
        }

        return false;
    }
}
