using Kinkeeper.Features.Intake.Parsing;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>One of the exchange file formats: its columns, and the way a row is stored.</summary>
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

    /// <summary>The content of the file, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Canonical column names in the order of the format's own column numbers.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Columns without which the file cannot be used.</summary>
    public abstract IReadOnlyList<string> RequiredColumns { get; }

    /// <summary>The safeguards that a filled cell shows by itself. A column that is not listed shows nothing a safeguard needs.</summary>
    public abstract IReadOnlyDictionary<string, Safeguard> Proves { get; }

    /// <summary>The column with the days that give the file's period. Null if there is none.</summary>
    public abstract string? PeriodColumn { get; }

    /// <summary>Parses one row and adds what to store. Adds nothing if the row has rejects.</summary>
    internal abstract void Parse(ExchangeRow row, ParsedRows rows);
}
