using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Records;

/// <summary>One import of one file.</summary>
public readonly record struct ImportId(long Value) : ITypedId<ImportId>
{
    public static ImportId From(long value) => new(value);
}

/// <summary>One agency's record of one human, by the number the database gave it when it was first named.</summary>
public readonly record struct RecordKey(long Value) : ITypedId<RecordKey>
{
    public static RecordKey From(long value) => new(value);
}

/// <summary>A record in the place of the parent.</summary>
public readonly record struct ParentRecordKey(long Value) : ITypedId<ParentRecordKey>
{
    public static ParentRecordKey From(long value) => new(value);
}

/// <summary>A record in the place of the child.</summary>
public readonly record struct ChildRecordKey(long Value) : ITypedId<ChildRecordKey>
{
    public static ChildRecordKey From(long value) => new(value);
}

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
