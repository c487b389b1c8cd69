using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Records;

/// <summary>One import of one file.</summary>
public readonly record struct ImportId(long Value) : ITypedId<ImportId>
{
    public static ImportId From(long value) => new(value);
}

/// <summary>One agency's record of one person. The number is the one the database gave it when it was first named.</summary>
public readonly record struct RecordKey(long Value) : ITypedId<RecordKey>
{
    public static RecordKey From(long value) => new(value);
}

/// <summary>A record of a parent.</summary>
public readonly record struct ParentRecordKey(long Value) : ITypedId<ParentRecordKey>
{
    public static ParentRecordKey From(long value) => new(value);
}

/// <summary>A record of a child.</summary>
public readonly record struct ChildRecordKey(long Value) : ITypedId<ChildRecordKey>
{
    public static ChildRecordKey From(long value) => new(value);
}

/// <summary>
/// One person, as resolved from records by the rules on A-numbers and by people's decisions. If the records carry an A-number, the value is
/// that number; otherwise it is <see cref="FirstUnnumbered"/> plus the key of the first record. The rule "same A-number, same person"
/// therefore needs no look-up during an import.
/// </summary>
public readonly record struct PersonId(long Value) : ITypedId<PersonId>
{
    /// <summary>A-numbers have at most nine digits.</summary>
    public const long FirstUnnumbered = 1_000_000_000;

    public static PersonId From(long value) => new(value);

    public bool IsNumbered => Value < FirstUnnumbered;
}
