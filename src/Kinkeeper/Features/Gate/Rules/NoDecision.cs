namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent without a recorded decision about the child.</summary>
public sealed class NoDecision : ChildRule
{
    public override string Code => "no-decision";

    public override string Citation => Recommendation1;

    public override Remedy LiftedOn => Remedy.Interview;

    public override bool ConcernsWish => true;

    public override RuleText Text => new(
        "Nobody has recorded what this parent wants for this child.",
        "Nadie ha registrado qué quiere esta madre o este padre para esta niña o este niño.",
        "Ask the parent about this child, and record the answer.",
        "Pregunte a la madre o al padre por esta niña o este niño y registre la respuesta.");

    public override bool Holds(ChildCase child) => child.Decision is null;
}
