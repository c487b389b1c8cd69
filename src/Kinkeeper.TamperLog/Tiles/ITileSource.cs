namespace Kinkeeper.TamperLog.Tiles;

/// <summary>Where a log's files are read from: a folder or a web server. Nothing that it gives is trusted.</summary>
public interface ITileSource
{
    /// <summary>The file at <paramref name="path"/>; null where there is none.</summary>
    /// <param name="path">Relative, with <c>/</c>: <c>checkpoint</c>, <c>tile/0/000</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="HttpRequestException">The server does not answer, or not as it should.</exception>
    ValueTask<byte[]?> ReadAsync(string path, CancellationToken cancellation = default);

    /// <summary>As <see cref="ReadAsync"/>, for who looks at the bytes once and gives them back.</summary>
    async ValueTask<LentFile?> LendAsync(string path, CancellationToken cancellation = default) =>
        await ReadAsync(path, cancellation).ConfigureAwait(false) is { } bytes ? LentFile.Of(bytes) : null;
}
