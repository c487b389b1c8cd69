using Kinkeeper.Features.Intake.Parsing;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>An exchange file: its columns, and the storing of a row (kinkeeper import --list).</summary>
public abstract class ExchangeFormat
{
    public static readonly IReadOnlyList<ExchangeFormat> All =
    [
        new EncountersFormat(),
        new CustodyFormat(),
        new RelationshipsFormat(),
        new DecisionsFormat(),
        new StatementsFormat(),
        new ScreeningsFormat(),
        new PlansFormat(),
        new RemovalsFormat(),
        new ManifestFormat(),
    ];

    public abstract string Name { get; }

    /// <summary>What the file holds, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Canonical column names in the order of the format's own column numbers.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Columns without which the file is of no use.</summary>
    public abstract IReadOnlyList<string> RequiredColumns { get; }

    /// <summary>What a filled cell of a column shows by itself; a column not named shows nothing that a safeguard needs.</summary>
    public abstract IReadOnlyDictionary<string, Safeguard> Proves { get; }

    /// <summary>The column that says which period the rows speak of; null: none does.</summary>
    public abstract string? PeriodColumn { get; }

    /// <summary>Parses one row and says what is to be stored of it: nothing, where the row has rejects.</summary>
    internal abstract void Parse(ExchangeRow row, ParsedRows rows);
}
