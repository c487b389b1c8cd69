namespace Kinkeeper.Features.Records.Words;

/// <summary>The steps of a plan to carry out a decision: five after "accompany", three after "remain".</summary>
public enum PlanStepKind
{
    OrrTold = 1,
    ChildRelease = 2,
    TravelDocument = 3,
    Seats = 4,
    Handover = 5,
    CarerKnown = 6,
    ContactGiven = 7,
    Papers = 8,
}
