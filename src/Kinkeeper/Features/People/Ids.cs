using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.People;

/// <summary>
/// One human, as the rules on A-numbers and people's own decisions have resolved the records. A person whose records carry
/// an A-number has that number as value; one without has <see cref="FirstUnnumbered"/> plus the key of the first record.
/// So that the rule "same A-number, same person" needs no look-up during an import.
/// </summary>
public readonly record struct PersonId(long Value) : ITypedId<PersonId>
{
    /// <summary>A-numbers have at most nine digits.</summary>
    public const long FirstUnnumbered = 1_000_000_000;

    public static PersonId From(long value) => new(value);

    public bool IsNumbered => Value < FirstUnnumbered;
}

/// <summary>A person in the place of the parent or guardian. Never interchangeable with <see cref="ChildId"/>.</summary>
public readonly record struct ParentId(PersonId Person);

/// <summary>A person in the place of the child. Never interchangeable with <see cref="ParentId"/>.</summary>
public readonly record struct ChildId(PersonId Person);
