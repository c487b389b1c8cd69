namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>A reason why a row cannot be used.</summary>
/// <param name="Row">1-based data row.</param>
/// <param name="Column">Canonical column. Empty if the whole row is unusable.</param>
/// <param name="Value">The cell as written.</param>
/// <param name="Reason">One plain clause.</param>
public sealed record RowReject(long Row, string Column, string Value, string Reason);
