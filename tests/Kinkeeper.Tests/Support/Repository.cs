namespace Kinkeeper.Tests.Support;

/// <summary>The repository the tests belong to.</summary>
public static class Repository
{
    private static readonly string Root = FindRoot();

    /// <returns>The full path of <paramref name="relative"/>, which need not exist.</returns>
    public static string Locate(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kinkeeper.slnx")))
        {
            folder = folder.Parent ?? throw new FileNotFoundException("The tests run inside the project, where Kinkeeper.slnx stands.");
        }

        return folder.FullName;
    }
}
