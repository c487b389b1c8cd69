using System.Net;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>A log served over HTTP as static files.</summary>
/// <param name="http">Carries timeouts and, where the server compresses, automatic decompression. Not disposed here.</param>
/// <param name="prefix">The log's address: <c>https://host/log</c>. A final <c>/</c> is added where it lacks one.</param>
public sealed class HttpTileSource(HttpClient http, Uri prefix) : ITileSource
{
    /// <summary>More than the largest legal file, 256 entries of 65,535 bytes: a server must not be able to fill our memory.</summary>
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
