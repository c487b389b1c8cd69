namespace Kinkeeper.Linkage.Tables;

/// <summary>A file that gets its name only when it is complete.</summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private bool _complete;

    public AtomicFile(string path)
    {
        _path = path;
        _partial = path + ".partial";
        try
        {
            Stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw LinkageException.OfFile("The file", path, "written", problem);
        }
    }

    public FileStream Stream { get; }

    public void Complete()
    {
        try
        {
            Stream.Dispose();
            File.Move(_partial, _path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw LinkageException.OfFile("The file", _path, "written", problem);
        }

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
