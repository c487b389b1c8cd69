using Kinkeeper.Platform;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>A file that a verb is about to write.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a name that one of the inputs has.</summary>
    public static string NotAnInput(string output, params IEnumerable<string> inputs) =>
        inputs.Any(input => Path.GetFullPath(input) == Path.GetFullPath(output))
            ? throw new RefusalException("output-is-input", $"The output {output} is also an input; give it a name of its own.")
            : output;
}
