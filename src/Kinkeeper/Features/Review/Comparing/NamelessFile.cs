namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// What somebody brings to be compared, as a file that readers can open and that nobody keeps: where the system allows it, its name is
/// taken away before anything is written, so that not even a machine that stops leaves it behind.
/// </summary>
internal sealed class NamelessFile : IDisposable
{
    private readonly FileStream _file;

    private NamelessFile(FileStream file, string path) => (_file, Path) = (file, path);

    /// <summary>Where to open it while this is not disposed. It says nothing about whose it is.</summary>
    public string Path { get; }

    public static async Task<NamelessFile> OfAsync(Stream content, CancellationToken cancellation)
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = OperatingSystem.IsLinux() ? FileOptions.None : FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream file = new(path, options);
        try
        {
            if (OperatingSystem.IsLinux())
            {
                File.Delete(path);
                path = $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}";
            }

            await content.CopyToAsync(file, cancellation);
            await file.FlushAsync(cancellation);
            return new NamelessFile(file, path);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();
}
