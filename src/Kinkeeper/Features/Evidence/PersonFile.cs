using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Evidence;

public enum Age
{
    /// <summary>Neither a date of birth nor a role is recorded.</summary>
    Unknown = 0,
    Under18 = 1,
    Adult = 2,
}

/// <summary>What is known of one person, from all records resolved to them. Built by <see cref="EvidenceReader"/>.</summary>
public sealed class PersonFile(PersonId id)
{
    public PersonId Id { get; } = id;

    /// <summary>The normalised A-number, or the smallest record id where there is none.</summary>
    public string Key { get; internal set; } = string.Empty;

    /// <summary>Whether <see cref="Key"/> is an A-number.</summary>
    public bool IsKeyedByNumber { get; internal set; }

    /// <summary>With several dates of birth the latest one: doubt protects. Null when none is recorded.</summary>
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
    /// The age on the calendar day of <paramref name="departure"/> in the offset in which it is written. Someone born on
    /// 29 February turns 18 on 1 March. Without a date of birth, whoever is recorded as a minor is under 18.
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
    /// The executed removal that took this person away before <paramref name="removal"/>, other than one together with it;
    /// null if there is none, or a later encounter or custody shows that they are back.
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
