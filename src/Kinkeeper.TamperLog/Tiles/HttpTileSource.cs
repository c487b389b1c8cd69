using System.Net;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>Reads a log that is served over HTTP as static files.</summary>
/// <param name="http">A client with a timeout and, if the server compresses, automatic decompression. Not disposed here.</param>
/// <param name="prefix">The log's address: <c>https://host/log</c>. A missing final <c>/</c> is added.</param>
public sealed class HttpTileSource(HttpClient http, Uri prefix) : ITileSource
{
    /// <summary>
    /// The largest valid file: 256 entries of 65,535 bytes, each with its length. The limit keeps a server from filling our memory.
    /// </summary>
    private const int LargestFile = TilePath.FullWidth * (EntryBundle.MaximumEntry + 2);

    private readonly Uri _prefix = prefix.AbsoluteUri.EndsWith('/') ? prefix : new Uri(prefix.AbsoluteUri + "/");

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReadAsync(string path, CancellationToken cancellation = default)
    {
        using HttpResponseMessage response = await http.GetAsync(
            new Uri(_prefix, path), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(LargestFile, cancellation).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
    }
}
