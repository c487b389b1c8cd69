using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>
/// The parent had asked to go together, the latest decision says otherwise, and no valid later decision that the child remains resolves
/// it.
/// </summary>
public sealed class WishContradicted : ChildRule
{
    public override string Code => "wish-contradicted";

    public override string Citation => Oig + ": parents removed alone although the record showed that they had asked for their child";

    public override RuleText Text => new(
        "The parent had asked to go together with this child, and no valid later decision says otherwise.",
        "La madre o el padre había pedido irse junto con esta niña o este niño, y ninguna decisión válida posterior dice lo contrario.",
        "Ask the parent again, properly; a decision to go together, or a valid later one that the child remains, resolves it.",
        "Pregunte de nuevo a la madre o al padre, debidamente; lo resuelve una decisión de irse juntos, o una posterior y válida de que la niña o el niño se quede.");

    public override bool Holds(ChildCase child) => child.Decision is not null and not { Choice: Choice.Accompany } && child.Wish is not null;
}
