namespace Kinkeeper.Features.Intake.Vocabulary;

/// <summary>What a parent said should happen with one child. None of them is the good one, and none is a default.</summary>
public enum Choice
{
    /// <summary>Leave together.</summary>
    Accompany = 1,

    /// <summary>The child remains, with whom the record says.</summary>
    Remain = 2,

    /// <summary>The parent has not decided yet.</summary>
    Undecided = 3,

    /// <summary>The parent was asked and did not want to answer.</summary>
    Declined = 4,

    /// <summary>The wish could not be found out, for example for want of an interpreter. Never a waiver.</summary>
    NotAscertained = 5,
}

/// <summary>How the parent signed. Refusing to sign is a record too.</summary>
public enum Signature
{
    /// <summary>Nothing was recorded about a signature.</summary>
    NotRecorded = 0,
    Signed = 1,
    Mark = 2,
    Refused = 3,
    None = 4,
}

/// <summary>The options that every parent must be shown before choosing (OIG-21-36 and the failures of the 2018 form).</summary>
[Flags]
public enum OptionsOffered
{
    None = 0,
    Accompany = 1,
    Remain = 2,

    /// <summary>Be reunited in the United States while claims go on: missing from the form of July 2018.</summary>
    ReunifyHere = 4,

    /// <summary>Talk to a lawyer first: missing from the form of July 2018.</summary>
    CounselFirst = 8,
    Undecided = 16,
    All = Accompany | Remain | ReunifyHere | CounselFirst | Undecided,
}
