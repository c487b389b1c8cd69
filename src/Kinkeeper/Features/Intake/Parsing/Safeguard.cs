namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>
/// What the record must show for a family to be safe (OIG-21-36, recommendations 1 and 2). A column has a safeguard only where a
/// filled cell would by itself show it to an auditor: an age and a country identify nobody, and a case category is no decision.
/// </summary>
[Flags]
public enum Safeguard
{
    None = 0,

    /// <summary>Who the adult of the row is, so that they can be found: a name, an A-number.</summary>
    ParentIdentity = 1,

    /// <summary>Who the child is.</summary>
    ChildIdentity = 2,

    /// <summary>That this child belongs to this adult.</summary>
    FamilyLink = 4,

    /// <summary>Why they were separated.</summary>
    SeparationReason = 8,

    /// <summary>That the person was asked whether they have children, or what they answered.</summary>
    Screening = 16,

    /// <summary>What the parent decided about the child.</summary>
    Decision = 32,

    /// <summary>What the parent had been told before deciding.</summary>
    WhatWasTold = 64,

    /// <summary>Whether child and parent were brought together again.</summary>
    Reunification = 128,

    /// <summary>That and when the person left the country.</summary>
    Departure = 256,
}
