using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>One column of an agency's format, by the name used here and every header under which the agency has published it.</summary>
public sealed record AgencyColumn
{
    /// <param name="name">The canonical name, for example <c>apprehension_datetime</c>.</param>
    /// <param name="describe">What it holds, in a clause.</param>
    /// <param name="variants">Headers as published; case, blanks and punctuation do not count.</param>
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

    /// <summary>A row is of no use without it.</summary>
    public bool Required { get; init; }

    /// <summary>A line is not this format's header without it, though a cell may be empty.</summary>
    public bool Identifies { get; init; }

    /// <summary>What a filled cell shows by itself.</summary>
    public Safeguard Proves { get; init; }

    /// <summary>How its cells are normalised.</summary>
    public CellKind Kind { get; init; } = CellKind.Text;

    internal IReadOnlyList<string> Keys { get; }
}

/// <summary>What the cells of a column hold.</summary>
public enum CellKind
{
    Text,

    /// <summary>A whole number, 0 or more.</summary>
    Number,

    /// <summary>An age in years, 0 to 120.</summary>
    Age,
    Date,

    /// <summary>A day and time of day without an offset.</summary>
    LocalTime,
    YesNo,
    Sex,
    Country,
    Language,
    Office,
    Facility,
    ANumber,

    /// <summary>Names are not stored as text of their own: the person has them.</summary>
    Name,
}
