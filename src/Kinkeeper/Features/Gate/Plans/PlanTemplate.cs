using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Plans;

/// <summary>One step that carries out a decision: its owner, and the time before departure at which it is due.</summary>
/// <param name="Step">The step.</param>
/// <param name="Code">The exchange file's word for the step.</param>
/// <param name="Owner">The role that owns it.</param>
/// <param name="BeforeDeparture">The time before departure at which it is due.</param>
/// <param name="GateAsks">True if the gate holds until it is confirmed.</param>
/// <param name="English">The instruction in English.</param>
/// <param name="Spanish">The instruction in Spanish.</param>
public sealed record PlanTemplate(PlanStepKind Step, string Code, string Owner, TimeSpan BeforeDeparture, bool GateAsks, string English, string Spanish)
{
    /// <summary>The time after the decision at which a step is due if no departure is known.</summary>
    public static readonly TimeSpan WithoutDeparture = TimeSpan.FromDays(7);

    private static readonly PlanTemplate[] Accompany =
    [
        new(PlanStepKind.OrrTold, "orr_told", "juvenile-coordinator", TimeSpan.FromDays(7), false,
            "Tell the Office of Refugee Resettlement, or whoever has the child, that parent and child leave together.",
            "Informe a la Oficina de Reubicación de Refugiados, o a quien tenga a la niña o al niño, que se irán juntos."),
        new(PlanStepKind.ChildRelease, "child_release", "orr-case-manager", TimeSpan.FromDays(3), true,
            "Agree the child's release to the parent, with day and place.",
            "Acuerde la entrega de la niña o del niño a su madre o padre, con día y lugar."),
        new(PlanStepKind.TravelDocument, "travel_document", "consulate-liaison", TimeSpan.FromDays(3), true,
            "Obtain the child's travel document from the consulate.",
            "Obtenga del consulado el documento de viaje de la niña o del niño."),
        new(PlanStepKind.Seats, "seats", "flight-operations", TimeSpan.FromDays(2), true,
            "Book seats together on the same movement, and an escort if one is needed.",
            "Reserve asientos juntos en el mismo traslado, y acompañante si hace falta."),
        new(PlanStepKind.Handover, "handover", "escort", TimeSpan.FromHours(2), false,
            "Hand the child over to the parent before boarding.",
            "Entregue la niña o el niño a su madre o padre antes de embarcar."),
    ];

    private static readonly PlanTemplate[] Remain =
    [
        new(PlanStepKind.CarerKnown, "carer_known", "juvenile-coordinator", TimeSpan.FromDays(3), true,
            "Confirm who has the child, where, and that they know.",
            "Confirme quién tiene a la niña o al niño, dónde, y que lo sabe."),
        new(PlanStepKind.ContactGiven, "contact_given", "deportation-officer", TimeSpan.FromDays(1), false,
            "Tell the parent in writing whom to call and how parent and child will talk.",
            "Indique por escrito a la madre o al padre a quién llamar y cómo hablarán."),
        new(PlanStepKind.Papers, "papers", "deportation-officer", TimeSpan.FromDays(1), false,
            "Hand over the papers the carer needs, such as a power of attorney.",
            "Entregue los papeles que necesita quien cuida, como un poder notarial."),
    ];

    /// <summary>Every step of both plans.</summary>
    public static IEnumerable<PlanTemplate> All => Accompany.Concat(Remain);

    /// <summary>Returns the steps after a choice; none if there is nothing to carry out yet.</summary>
    public static IReadOnlyList<PlanTemplate> After(Choice choice) => choice switch
    {
        Choice.Accompany => Accompany,
        Choice.Remain => Remain,
        _ => [],
    };

    /// <summary>Returns the step with this code; null if there is none.</summary>
    public static PlanTemplate? Find(string code) => All.FirstOrDefault(step => step.Code == code);

    /// <summary>Returns the due time: before departure if one is known, but never before the decision itself.</summary>
    public DateTimeOffset DueAt(DateTimeOffset takenAt, DateTimeOffset? departure)
    {
        DateTimeOffset due = departure is { } departs ? departs - BeforeDeparture : takenAt + WithoutDeparture;
        return due < takenAt ? takenAt : due;
    }
}
