namespace Kinkeeper.Features.Records;

/// <summary>A person in the place of the parent or guardian. Never interchangeable with <see cref="ChildId"/>.</summary>
public readonly record struct ParentId(PersonId Person);

/// <summary>A person in the place of the child. Never interchangeable with <see cref="ParentId"/>.</summary>
public readonly record struct ChildId(PersonId Person);
