using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>Reads a log from a folder: the writer's own, a mirror, or a copy on a memory stick.</summary>
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

    /// <inheritdoc/>
    public ValueTask<LentFile?> LendAsync(string path, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            using SafeFileHandle file = File.OpenHandle(Path.Combine(folder, path));
            int length = checked((int)RandomAccess.GetLength(file));
            byte[] array = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
            int read = 0;
            while (read < length && RandomAccess.Read(file, array.AsSpan(read, length - read), read) is > 0 and int more)
            {
                read += more;
            }

            return ValueTask.FromResult<LentFile?>(LentFile.Rented(array, read));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return ValueTask.FromResult<LentFile?>(null);
        }
    }
}
