namespace Kinkeeper.Linkage.Run;

/// <summary>A file that appears under its name only when it is complete.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private bool _complete;

    public WholeFile(string path)
    {
        _path = path;
        _partial = path + ".partial";
        try
        {
            Stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LinkageException($"The file {path} cannot be written: {problem.Message}", problem);
        }
    }

    public FileStream Stream { get; }

    public void Complete()
    {
        Stream.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _complete = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_complete)
        {
            File.Delete(_partial);
        }
    }
}
