using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>One column of an agency's format, with its name here and every header under which the agency published it.</summary>
public sealed record AgencyColumn
{
    /// <param name="name">The canonical name, for example <c>apprehension_datetime</c>.</param>
    /// <param name="describe">The content, in a clause.</param>
    /// <param name="variants">Headers as published. Case, blanks and punctuation are ignored.</param>
    public AgencyColumn(string name, string describe, params IReadOnlyList<string> variants)
    {
        Name = name;
        Describe = describe;
        Variants = variants;
        Keys = [.. variants.Prepend(name).Select(Fold.Key).Where(key => key.Length > 0).Distinct()];
    }

    public string Name { get; }

    public string Describe { get; }

    public IReadOnlyList<string> Variants { get; }

    /// <summary>True if a row is unusable without a value.</summary>
    public bool Required { get; init; }

    /// <summary>True if a header must have this column. Its cells may be empty.</summary>
    public bool Identifies { get; init; }

    /// <summary>The safeguard that a filled cell shows by itself.</summary>
    public Safeguard Proves { get; init; }

    /// <summary>The way its cells are normalised.</summary>
    public CellKind Kind { get; init; } = CellKind.Text;

    internal IReadOnlyList<string> Keys { get; }
}

/// <summary>The kind of value in a column's cells.</summary>
public enum CellKind
{
    Text,

    /// <summary>A whole number, 0 or more.</summary>
    Number,

    /// <summary>An age in years, 0 to 120.</summary>
    Age,
    Date,

    /// <summary>A day and time of day, without an offset.</summary>
    LocalTime,
    YesNo,
    Sex,
    Country,
    Language,
    Office,
    Facility,
    ANumber,

    /// <summary>A name. It is stored with the person, not as a separate value.</summary>
    Name,
}
