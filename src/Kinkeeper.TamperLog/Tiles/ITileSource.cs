namespace Kinkeeper.TamperLog.Tiles;

/// <summary>A source of a log's files: a folder or a web server. Its answers are not trusted.</summary>
public interface ITileSource
{
    /// <summary>Reads the file at <paramref name="path"/>; null if there is none.</summary>
    /// <param name="path">A relative path with <c>/</c>: <c>checkpoint</c>, <c>tile/0/000</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="HttpRequestException">The server does not answer, or answers with an error.</exception>
    ValueTask<byte[]?> ReadAsync(string path, CancellationToken cancellation = default);

    /// <summary>
    /// Reads a file like <see cref="ReadAsync"/>, but lends the bytes: the caller reads them once and returns them by disposing.
    /// </summary>
    async ValueTask<LentFile?> LendAsync(string path, CancellationToken cancellation = default) =>
        await ReadAsync(path, cancellation).ConfigureAwait(false) is { } bytes ? LentFile.Of(bytes) : null;
}
