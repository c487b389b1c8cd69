namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// Holds an uploaded file for the comparison only. If the system allows it, the file's name is removed before anything is written. So
/// nothing is left even if the machine stops.
/// </summary>
internal sealed class NamelessFile : IDisposable
{
    private readonly FileStream _file;

    private NamelessFile(FileStream file, string path) => (_file, Path) = (file, path);

    /// <summary>The path to open while this object is not disposed. It reveals nothing about the owner.</summary>
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
