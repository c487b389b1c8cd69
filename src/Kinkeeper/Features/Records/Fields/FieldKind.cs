namespace Kinkeeper.Features.Records.Fields;

/// <summary>The kind of value in a field, and how the value is written.</summary>
public enum FieldKind
{
    /// <summary>Free text, or a name.</summary>
    Text = 1,

    /// <summary>The key of a record. Files and the log hold the record's id instead.</summary>
    Record = 2,

    /// <summary>An instant with an offset.</summary>
    Instant = 3,

    /// <summary>A language: ISO 639-3 if recognised, otherwise as written.</summary>
    Language = 4,
    YesNo = 5,

    /// <summary>A whole number from 0 up.</summary>
    Count = 6,

    /// <summary>One of the five answers (<see cref="Words.Choice"/>).</summary>
    Choice = 7,

    /// <summary>The options the parent was shown (<see cref="Words.OptionsOffered"/>).</summary>
    Options = 8,

    /// <summary>The way the parent signed (<see cref="Words.Signature"/>).</summary>
    Signature = 9,

    /// <summary>Words in a meaningful order, separated by commas.</summary>
    Words = 10,

    /// <summary>A drawing. The log holds its SHA-256, because the drawing does not fit on a paper receipt.</summary>
    Drawing = 11,

    /// <summary>A number that says only whether something is recorded.</summary>
    Presence = 12,
}
