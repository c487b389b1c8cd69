namespace Kinkeeper.Features.Records.Fields;

/// <summary>What a field may hold, and how it is written in words.</summary>
public enum FieldKind
{
    /// <summary>Free text, or a name.</summary>
    Text = 1,

    /// <summary>The key of a record; files and the log write the record's id instead.</summary>
    Record = 2,

    /// <summary>An instant with an offset.</summary>
    Instant = 3,

    /// <summary>ISO 639-3 if recognised, otherwise as written.</summary>
    Language = 4,
    YesNo = 5,

    /// <summary>A whole number from 0 up.</summary>
    Count = 6,

    /// <summary>One of the five answers (<see cref="Words.Choice"/>).</summary>
    Choice = 7,

    /// <summary>Which options the parent was shown (<see cref="Words.OptionsOffered"/>).</summary>
    Options = 8,

    /// <summary>How the parent signed (<see cref="Words.Signature"/>).</summary>
    Signature = 9,

    /// <summary>Words in a meaningful order, separated by commas.</summary>
    Words = 10,

    /// <summary>A drawing. The log holds its SHA-256, since the drawing does not fit a receipt on paper.</summary>
    Drawing = 11,

    /// <summary>A number that says only that something is recorded, or is not.</summary>
    Presence = 12,
}
