namespace Kinkeeper.Tests.Features.Intake;

/// <summary>Real data beside the project, read in place. A user who has only the project does without; the test says what it left out.</summary>
internal static class SharedMaterial
{
    private static readonly string? Folder = Find();

    /// <returns>The full path of <paramref name="file"/> under <c>../shared</c>; null where it is not there.</returns>
    public static string? File(string file)
    {
        string? path = Folder is null ? null : Path.Combine(Folder, file);
        if (path is not null && System.IO.File.Exists(path))
        {
            return path;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Left out: ../shared/{file} is not here.");
        return null;
    }

    private static string? Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "Kinkeeper.slnx")))
            {
                string shared = Path.Combine(at.FullName, "..", "shared");
                return Directory.Exists(shared) ? Path.GetFullPath(shared) : null;
            }
        }

        return null;
    }
}
