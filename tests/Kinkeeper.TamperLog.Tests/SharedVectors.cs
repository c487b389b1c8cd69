namespace Kinkeeper.TamperLog.Tests;

/// <summary>
/// Published vectors beside the project, read in place. They are not part of it: where they are missing, a test says what it left
/// out and what it tested instead.
/// </summary>
internal static class SharedVectors
{
    public static string? Find(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kinkeeper.slnx")))
            {
                string vectors = Path.Combine(folder.Parent!.FullName, "shared", "vectors", path);
                return Directory.Exists(vectors) ? vectors : null;
            }
        }

        return null;
    }

    public static void SayLeftOut(string what) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"Left out, because ../shared/vectors is not there: {what}.");
}
