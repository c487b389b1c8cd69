using System.CommandLine;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>
/// The verbs of the linkage engine on files: <c>linkage run</c>, <c>linkage train</c>, <c>linkage evaluate</c>, <c>linkage chart</c>.
/// </summary>
internal static class LinkageVerbs
{
    public static Command Linkage() => new("linkage", "Links records in files with a model in the format of Splink 4.")
    {
        LinkageRunVerb.Command(), LinkageTrainVerb.Command(), LinkageEvaluateVerb.Command(), LinkageChartVerb.Command(),
    };
}
