namespace Kinkeeper.Tests.Support;

/// <summary>
/// Real and reference data stored next to the repository on developers' machines. Others run the same tests without it; the test output
/// then names the missing file.
/// </summary>
public static class SharedData
{
    /// <summary>Returns true if <paramref name="relative"/> exists; otherwise names it in the test's output.</summary>
    public static bool TryFind(string relative, out string path) => (path = Find(relative) ?? string.Empty).Length > 0;

    /// <returns>The full path of <paramref name="relative"/>; null if it does not exist, which the test's output then says.</returns>
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
