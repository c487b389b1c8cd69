namespace Kinkeeper.Tests.Support;

/// <summary>
/// Finds files for tests: small invented ones under <c>tests/data</c>, and large real ones under <c>../shared/data</c>. The real ones are
/// not part of the project, so a test that needs them is skipped without them.
/// </summary>
public static class SharedData
{
    /// <summary>Returns the full path of a file or folder. Skips the test if it is under <c>../shared</c> and missing.</summary>
    /// <param name="relative">A path from the project's root, such as <c>tests/data/intake/ice-removals.csv</c>.</param>
    /// <exception cref="FileNotFoundException">A file under <c>tests/data</c> is missing.</exception>
    public static string Require(string relative)
    {
        string path = Repository.Locate(relative);
        if (File.Exists(path) || Directory.Exists(path))
        {
            return path;
        }

        if (relative.StartsWith("../shared/", StringComparison.Ordinal))
        {
            Assert.Skip($"{relative} is missing. It is not part of the project.");
        }

        throw new FileNotFoundException($"{relative} is missing.", path);
    }
}
