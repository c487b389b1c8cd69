namespace Kinkeeper.TamperLog;

/// <summary>A log in a folder: the writer's own, a mirror, or a copy on a stick.</summary>
/// <param name="folder">The folder with <c>checkpoint</c> and <c>tile/</c>.</param>
public sealed class FolderTileSource(string folder) : ITileSource
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadAsync(string path, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult<byte[]?>(File.ReadAllBytes(Path.Combine(folder, path)));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return ValueTask.FromResult<byte[]?>(null);
        }
    }
}
