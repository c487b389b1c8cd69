namespace Kinkeeper.Features.Records.Words;

/// <summary>The options that every parent must be shown before choosing (OIG-21-36 and the failures of the 2018 form).</summary>
[Flags]
public enum OptionsOffered
{
    None = 0,
    Accompany = 1,
    Remain = 2,

    /// <summary>Be reunited in the United States while claims are decided: missing from the form of July 2018.</summary>
    ReunifyHere = 4,

    /// <summary>Talk to a lawyer first: missing from the form of July 2018.</summary>
    CounselFirst = 8,
    Undecided = 16,
    All = Accompany | Remain | ReunifyHere | CounselFirst | Undecided,
}
