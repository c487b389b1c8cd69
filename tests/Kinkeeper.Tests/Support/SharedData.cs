namespace Kinkeeper.Tests.Support;

/// <summary>
/// Real and reference data that lies beside the project where its developers work. A user who has only the project runs the
/// same tests without it: they then say what was left out.
/// </summary>
public static class SharedData
{
    /// <summary>Whether <paramref name="relative"/> is at hand; says so in the test's output when it is not.</summary>
    public static bool TryFind(string relative, out string path) => (path = Find(relative) ?? string.Empty).Length > 0;

    /// <returns>The full path of <paramref name="relative"/>; null where it is not at hand, which the test's output then says.</returns>
    public static string? Find(string relative)
    {
        string path = Repository.Locate($"../shared/{relative}");
        if (File.Exists(path) || Directory.Exists(path))
        {
            return path;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Left out: ../shared/{relative} is not here.");
        return null;
    }
}
