using System.CommandLine;
using Kinkeeper.Features.People.Linkage;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.People;

/// <summary>Every way into people and families.</summary>
public sealed class PeopleFeature : IFeature
{
    public IEnumerable<Command> Verbs() => [LinkageVerbs.Linkage()];
}
