namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>Finds files of the repository, and folders beside it.</summary>
internal static class Repository
{
    public static string File(params string[] path) => System.IO.Path.Combine([Folder(), .. path]);

    /// <summary>Returns a folder below any folder above the test program; null if there is none.</summary>
    public static string? Above(params string[] path) => Parents()
        .Select(parent => System.IO.Path.Combine([parent, .. path])).FirstOrDefault(Directory.Exists);

    private static string Folder() => Parents().First(parent => System.IO.File.Exists(System.IO.Path.Combine(parent, "Kinkeeper.slnx")));

    private static IEnumerable<string> Parents()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
