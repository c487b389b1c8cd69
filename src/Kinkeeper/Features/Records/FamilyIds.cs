namespace Kinkeeper.Features.Records;

/// <summary>A person as parent or guardian. Never interchangeable with <see cref="ChildId"/>.</summary>
public readonly record struct ParentId(PersonId Person);

/// <summary>A person as child. Never interchangeable with <see cref="ParentId"/>.</summary>
public readonly record struct ChildId(PersonId Person);
