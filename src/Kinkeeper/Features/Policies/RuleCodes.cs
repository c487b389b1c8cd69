namespace Kinkeeper.Features.Policies;

/// <summary>
/// The codes of the gate's rules, which a policy file may name. The gate registers them, so this folder needs no reference to the rules.
/// </summary>
public sealed class RuleCodes(IEnumerable<string> codes)
{
    private readonly HashSet<string> _codes = [.. codes];

    public bool Has(string code) => _codes.Contains(code);
}
