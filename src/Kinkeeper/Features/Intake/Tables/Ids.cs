using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Tables;

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
