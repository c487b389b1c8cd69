namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>
/// Facts that a record must show to keep a family safe (OIG-21-36, recommendations 1 and 2). A column has a safeguard only if a
/// filled cell alone would show it to an auditor. An age and a country identify nobody, and a case category is not a decision.
/// </summary>
[Flags]
public enum Safeguard
{
    None = 0,

    /// <summary>The identity of the row's adult, so that they can be found: a name or an A-number.</summary>
    ParentIdentity = 1,

    /// <summary>The identity of the child.</summary>
    ChildIdentity = 2,

    /// <summary>The link between this child and this adult.</summary>
    FamilyLink = 4,

    /// <summary>The reason for the separation.</summary>
    SeparationReason = 8,

    /// <summary>A record that the person was asked about children, or the answer.</summary>
    Screening = 16,

    /// <summary>The parent's decision about the child.</summary>
    Decision = 32,

    /// <summary>The information the parent was given before deciding.</summary>
    WhatWasTold = 64,

    /// <summary>The reunification of child and parent.</summary>
    Reunification = 128,

    /// <summary>The fact and time of the person's departure from the country.</summary>
    Departure = 256,
}
