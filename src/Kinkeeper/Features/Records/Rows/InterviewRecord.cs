using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>
/// What an interview held here says of a decision beyond the columns of the exchange file: what exactly the parent chose, and
/// how. Those columns have no word for "be reunited here" or "talk to a lawyer first": without this, both would be lost in
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

    /// <summary>Whole seconds from when the options were first shown to the answer; null where the answer was given elsewhere, on paper.</summary>
    public long? MeasuredSeconds { get; init; }

    /// <summary>Why the minutes allowed are another number than the measured one; null where they are not.</summary>
    public string? MinutesReason { get; init; }

    /// <summary>Language of the parent's own words, ISO 639-3 where recognised.</summary>
    public string? WordsLanguage { get; init; }

    /// <summary>The words in the language of the staff; null: nobody translated them.</summary>
    public string? WordsTranslation { get; init; }

    /// <summary>Who translated.</summary>
    public string? WordsTranslator { get; init; }

    /// <summary><c>pen</c>, <c>typed</c>, <c>paper</c>, <c>mark</c>, <c>refused</c> or <c>none</c>; null where nothing was recorded.</summary>
    public string? SignedHow { get; init; }

    /// <summary>The name that the parent typed.</summary>
    public string? SignedName { get; init; }

    /// <summary>The pen's way over the screen as the data of an SVG path, in a field of 600 by 200. The log commits to its SHA-256.</summary>
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
