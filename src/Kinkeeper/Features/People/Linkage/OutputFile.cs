using Kinkeeper.Platform;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>A file that a verb is about to write.</summary>
internal static class OutputFile
{
    /// <summary>Refuses an output name that is also an input.</summary>
    public static string NotAnInput(string output, params IEnumerable<string> inputs) =>
        inputs.Any(input => Path.GetFullPath(input) == Path.GetFullPath(output))
            ? throw new RefusalException("output-is-input", $"The output {output} is also an input. Give it another name.")
            : output;
}
