namespace Kinkeeper.Tests.Support;

/// <summary>
/// Real and reference data that lies beside the project where its developers work. A user who has only the project runs the
/// same tests without it: they then say what was left out.
/// </summary>
public static class SharedData
{
    private static readonly string? Root = FindRoot();

    /// <summary>Whether <paramref name="relative"/> is at hand; says so in the test's output when it is not.</summary>
    public static bool TryFind(string relative, out string path)
    {
        path = Root is null ? string.Empty : Path.Combine(Root, relative);
        if (File.Exists(path) || Directory.Exists(path))
        {
            return true;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Left out: ../shared/{relative} is not here.");
        return false;
    }

    private static string? FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kinkeeper.slnx")))
            {
                return Path.Combine(folder.Parent!.FullName, "shared");
            }
        }

        return null;
    }
}
