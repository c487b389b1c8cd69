using Kinkeeper.Platform;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>Every expected refusal of the decision record, in both staff languages, with the rule it comes from.</summary>
public static class DecisionRefusals
{
    private const string Recommendation1 = "DHS OIG-21-36, recommendation 1 (18 May 2021)";
    private const string NothingOverwritten = "docs/handbook.md, \"What makes a decision valid\"";

    public static RefusalException Unreadable(string why) => new(new Refusal(
        "draft-unreadable",
        $"The decision cannot be read: {why}",
        $"No se puede leer la decisión: {why}"));

    public static RefusalException FieldNotHere(string field, string instead) => new(new Refusal(
        "field-not-here",
        $"\"{field}\" cannot be entered by hand: {instead}",
        $"\"{field}\" no se escribe a mano: {instead}",
        NothingOverwritten));

    public static RefusalException RecordUnknown(string field, string record) => new(new Refusal(
        "record-unknown",
        $"{field}: there is no record {record}. Import it first, or check the id.",
        $"{field}: no existe el registro {record}. Impórtelo primero o revise el identificador."));

    public static RefusalException SamePerson() => new(new Refusal(
        "same-person",
        "Parent and child are records of one person. A decision is about one parent and one child.",
        "Los dos registros son de una misma persona. Una decisión es sobre una madre o un padre y una niña o un niño.",
        Recommendation1));

    public static RefusalException OfficerMissing() => new(new Refusal(
        "officer-missing",
        "Name the officer who asked. A decision and a screening need it.",
        "Indique qué oficial preguntó. Una decisión y una evaluación lo requieren.",
        Recommendation1));

    public static RefusalException InTheFuture(string field) => new(new Refusal(
        "in-the-future",
        $"{field} has not happened yet.",
        $"{field} todavía no ha ocurrido.",
        Recommendation1));

    public static RefusalException Exists(string decision) => new(new Refusal(
        "decision-exists",
        $"Decision {decision} already exists and says something else. Nothing is overwritten: amend it or record another.",
        $"La decisión {decision} ya existe y dice otra cosa. Nada se sobrescribe: enmiéndela o registre otra.",
        NothingOverwritten));

    public static RefusalException Unknown(string decision) => new(new Refusal(
        "decision-unknown",
        $"There is no decision {decision}. It may have been expunged.",
        $"No existe la decisión {decision}. Puede que se haya eliminado por orden."));

    public static RefusalException Expunged(string decision) => new(new Refusal(
        "decision-expunged",
        $"The record of decision {decision} was expunged by order. Its entries stay in the log, but their content can no longer be shown.",
        $"El registro de la decisión {decision} se eliminó por orden. Sus entradas quedan en el registro público; pero su contenido ya no se puede mostrar."));

    public static RefusalException SupervisorIsOfficer() => new(new Refusal(
        "supervisor-is-officer",
        "The officer who took a decision cannot acknowledge it. Another supervisor must.",
        "El oficial que tomó la decisión no puede confirmarla. Debe hacerlo otro supervisor.",
        Recommendation1));

    public static RefusalException OfficerUnknown() => new(new Refusal(
        "officer-unknown",
        "The decision does not say which officer took it, so the supervisor could be the same person. Amend it first.",
        "La decisión no dice qué oficial la tomó, así que el supervisor podría ser la misma persona. Enmiéndela primero.",
        Recommendation1));

    public static RefusalException AlreadyAcknowledged(string by) => new(new Refusal(
        "already-acknowledged",
        $"{by} has already acknowledged the decision.",
        $"{by} ya confirmó la decisión."));

    public static RefusalException IsRevoked() => new(new Refusal(
        "decision-is-revoked",
        "The parent has taken this decision back. Record what they want now as a new decision.",
        "La madre o el padre retiró esta decisión. Registre lo que quiere ahora como una decisión nueva.",
        NothingOverwritten));

    public static RefusalException Departed() => new(new Refusal(
        "departed",
        "The parent has already been removed. A decision can be taken back only until departure. Record what they want now in the tracing case.",
        "La madre o el padre ya fue expulsado. Una decisión solo se puede retirar hasta la salida. Registre lo que quiere ahora en el caso de búsqueda.",
        NothingOverwritten));

    public static RefusalException AmendsTheChoice(string field) => new(new Refusal(
        "amends-the-choice",
        $"\"{field}\" cannot be amended. If the parent wants something else, revoke this decision and record the new one.",
        $"\"{field}\" no se puede enmendar. Si la madre o el padre quiere otra cosa, retire esta decisión y registre la nueva.",
        NothingOverwritten));

    public static RefusalException AmendedSince(string latest) => new(new Refusal(
        "amended-since",
        $"This decision has already been amended. The version to amend is {latest}.",
        $"Esta decisión ya fue enmendada. La versión que se debe enmendar es {latest}.",
        NothingOverwritten));

    public static RefusalException NothingAmended() => new(new Refusal(
        "nothing-amended",
        "The amendment changes nothing.",
        "La enmienda no cambia nada."));

    public static RefusalException ReasonMissing() => new(new Refusal(
        "reason-missing",
        "Give the reason and who gives it.",
        "Indique el motivo y quién lo da.",
        NothingOverwritten));

    public static RefusalException AnswerContradictsCount() => new(new Refusal(
        "answer-contradicts-count",
        "The answer is \"no\", but a number of children is given. Ask again. Count children who are U.S. citizens and children in anyone's care.",
        "La respuesta es \"no\", pero se da un número de niños. Pregunte de nuevo. Cuente a los ciudadanos de EE. UU. y a los que están al cuidado de otra persona.",
        "DHS OIG-21-36 (18 May 2021): parents not identified as parents"));

    public static RefusalException LanguageMissing() => new(new Refusal(
        "language-missing",
        "Name the language in which the person was asked.",
        "Indique en qué idioma se le preguntó a la persona.",
        Recommendation1));

    public static RefusalException TakesTwoPersons() => new(new Refusal(
        "takes-two-persons",
        "This takes two different persons: one who asks for it and one who approves it.",
        "Esto requiere dos personas distintas: una que lo pide y otra que lo aprueba.",
        Recommendation1));

    public static RefusalException ExpungeUnknown(long request) => new(new Refusal(
        "expunge-unknown",
        $"There is no request {request} to expunge.",
        $"No existe la solicitud {request} de eliminación."));

    public static RefusalException ExpungeDone(long request) => new(new Refusal(
        "expunge-done",
        $"Request {request} has already been carried out.",
        $"La solicitud {request} ya se cumplió."));

    public static RefusalException ObligationUnknown(string removal, string child) => new(new Refusal(
        "obligation-unknown",
        $"Removal {removal} did not open an obligation towards the child of record {child}. See: kinkeeper obligations list",
        $"La expulsión {removal} no abrió ninguna obligación respecto del registro {child}. Vea: kinkeeper obligations list"));

    public static RefusalException ObligationClosed() => new(new Refusal(
        "obligation-closed",
        "The obligation is already closed.",
        "La obligación ya está cerrada."));

    public static RefusalException MarkedMeanwhile() => new(new Refusal(
        "marked-meanwhile",
        "Somebody else marked this statement after you opened it. Your mark was not recorded. Open the statement again and look at theirs.",
        "Otra persona marcó esta declaración después de que usted la abrió. Su marca no se registró. Abra de nuevo la declaración y vea la otra marca."));

    public static RefusalException MarkMissing() => new(new Refusal(
        "mark-missing",
        "Nothing was marked. Choose what you read in the statement.",
        "No se marcó nada. Elija qué leyó en la declaración."));

    public static RefusalException StatementUnknown(long statement) => new(new Refusal(
        "statement-unknown",
        $"There is no statement {statement}.",
        $"No existe la declaración {statement}."));

    public static RefusalException ChangedMeanwhile() => new(new Refusal(
        "changed-meanwhile",
        "Somebody else changed this decision at the same time. Look at it again, then decide.",
        "Otra persona cambió esta decisión al mismo tiempo. Revísela de nuevo y después decida."));
}
