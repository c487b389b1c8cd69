namespace Kinkeeper.Platform.Database;

/// <summary>
/// A number that identifies one kind of thing. Each kind is a type of its own, without conversions between them, so that
/// passing a child where a parent is meant does not compile.
/// </summary>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    long Value { get; }

    static abstract TSelf From(long value);
}
