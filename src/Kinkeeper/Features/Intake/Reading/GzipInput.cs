using System.Buffers.Binary;
using System.IO.Compression;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Expands a gzip file and fails if it is cut off. <see cref="GZipStream"/> would read that as the end of the file.
/// </summary>
/// <remarks>
/// The last four bytes of a gzip file are the expanded length of its last member, modulo 2^32 (RFC 1952, 2.3.1). A file may
/// contain several members in a row. The decompressor stops at the end of each, so the last member began at one of those
/// positions.
/// </remarks>
internal sealed class GzipInput(FileStream file) : Stream
{
    private readonly GZipStream _gzip = new(file, CompressionMode.Decompress, leaveOpen: true);
    private readonly List<long> _stops = [0];
    private long _expanded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _expanded;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = _gzip.Read(buffer);
        _expanded += read;
        if (read == 0 && !buffer.IsEmpty && !EndsWhole())
        {
            throw new InvalidDataException("the compressed data ends in the middle");
        }

        if (read < buffer.Length && read > 0)
        {
            _stops.Add(_expanded);
        }

        return read;
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
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool EndsWhole()
    {
        Span<byte> last = stackalloc byte[4];
        RandomAccess.Read(file.SafeFileHandle, last, Math.Max(0, file.Length - last.Length));
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(last);
        return _stops.Exists(stop => unchecked((uint)(_expanded - stop)) == length);
    }
}
