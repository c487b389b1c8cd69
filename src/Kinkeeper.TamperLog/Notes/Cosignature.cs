using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>A witness's timestamped signature on a checkpoint (C2SP tlog-cosignature, version 1).</summary>
/// <param name="Witness">The key that signed.</param>
/// <param name="Time">The time of signing by the witness's clock, in whole seconds.</param>
public sealed record Cosignature(VerifierKey Witness, DateTimeOffset Time)
{
    private const long LastUnixSecond = 253402300799;

    /// <summary>The bytes that a cosignature signs: two lines, then the checkpoint's text.</summary>
    internal static byte[] Message(ReadOnlySpan<byte> checkpoint, long seconds) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n")), .. checkpoint];

    /// <summary>
    /// The time inside a cosignature, in whole seconds. A time that .NET cannot hold becomes the last second that it can.
    /// </summary>
    internal static DateTimeOffset TimeOf(NoteSignature signature) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Min(BinaryPrimitives.ReadInt64BigEndian(signature.Bytes.Span), LastUnixSecond));
}
