using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>
/// The answers of an interview in Kinkeeper that the exchange file has no column for: exactly what the parent chose, and how.
/// The exchange file has no value for "be reunited here" or "talk to a lawyer first". Without this record, both would become
/// <c>undecided</c>.
/// </summary>
public sealed class InterviewRecord
{
    /// <summary>The row of the decision.</summary>
    public long DecisionRow { get; init; }

    /// <summary>One of the five options, <c>declined</c> or <c>not_ascertained</c>.</summary>
    public required string Answer { get; init; }

    /// <summary>The five options in the order in which this parent was shown them, separated by commas.</summary>
    public required string OptionOrder { get; init; }

    /// <summary>Whole seconds from first showing the options to the answer. Null if the answer was given on paper.</summary>
    public long? MeasuredSeconds { get; init; }

    /// <summary>The reason why the minutes allowed differ from the measured ones. Null if they do not differ.</summary>
    public string? MinutesReason { get; init; }

    /// <summary>Language of the parent's own words: ISO 639-3 if recognised, otherwise as written.</summary>
    public string? WordsLanguage { get; init; }

    /// <summary>The words in the staff's language. Null if nobody translated them.</summary>
    public string? WordsTranslation { get; init; }

    /// <summary>The translator.</summary>
    public string? WordsTranslator { get; init; }

    /// <summary><c>pen</c>, <c>typed</c>, <c>paper</c>, <c>mark</c>, <c>refused</c> or <c>none</c>. Null if nothing was recorded.</summary>
    public string? SignedHow { get; init; }

    /// <summary>The name that the parent typed.</summary>
    public string? SignedName { get; init; }

    /// <summary>The drawn signature as SVG path data, in a field of 600 by 200. The log commits to its SHA-256.</summary>
    public string? Strokes { get; init; }
}

internal sealed class InterviewRecordTable : IEntityTypeConfiguration<InterviewRecord>
{
    public void Configure(EntityTypeBuilder<InterviewRecord> builder)
    {
        builder.ToTable("interview_records");
        builder.HasKey(record => record.DecisionRow);
        builder.Property(record => record.DecisionRow).ValueGeneratedNever();
    }
}
