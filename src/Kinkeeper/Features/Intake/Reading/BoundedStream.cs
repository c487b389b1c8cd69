namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Passes on a decompressor's output while it stays within <see cref="ReadingLimits"/>. An archive may lie about its size, so this
/// stream counts the bytes.
/// </summary>
/// <param name="inner">The decompressor. Disposed with this stream.</param>
/// <param name="compressedSoFar">Compressed bytes read so far, or the size of the whole part if only that is known.</param>
/// <param name="path">The path named in a refusal.</param>
/// <param name="limits">The limits.</param>
internal sealed class BoundedStream(Stream inner, Func<long> compressedSoFar, string path, ReadingLimits limits) : Stream
{
    private long _expanded;
    private long _sinceProgress;

    /// <summary>
    /// The most bytes that may be read between two calls of <see cref="Progressed"/>. Beyond it, the consumer is collecting without end.
    /// </summary>
    public long WithoutProgress { get; init; } = long.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _expanded;
        set => throw new NotSupportedException();
    }

    public void Progressed() => _sinceProgress = 0;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _expanded += read;
        _sinceProgress += read;
        if (_expanded > limits.ExpandedBytes
            || (_expanded > limits.RatioFreeBytes && _expanded / limits.Ratio > compressedSoFar()))
        {
            throw ReadingRefusals.ExpandsTooFar(path, _expanded - read, compressedSoFar());
        }

        return _sinceProgress > WithoutProgress
            ? throw ReadingRefusals.Unwieldy(path, "one name or value in it is longer than the limit for a whole row")
            : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
