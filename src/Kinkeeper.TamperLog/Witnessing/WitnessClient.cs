using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.TamperLog.Witnessing;

/// <summary>Asks a witness for its cosignature (C2SP tlog-witness).</summary>
/// <param name="http">A client with a timeout. Not disposed here.</param>
/// <param name="prefix">The submission prefix of the witness.</param>
/// <param name="witness">The key of the witness.</param>
public sealed class WitnessClient(HttpClient http, Uri prefix, VerifierKey witness)
{
    /// <summary>The client stops asking if the witness names another size this many times.</summary>
    private const int Attempts = 3;

    private readonly Uri _address = new($"{prefix.AbsoluteUri.TrimEnd('/')}/add-checkpoint");

    /// <summary>Gets a cosignature on a checkpoint.</summary>
    /// <param name="log">The reader of the tiles for the consistency proof.</param>
    /// <param name="checkpoint">The checkpoint to cosign.</param>
    /// <param name="knownSize">The size that the witness cosigned last, if known. With 0 the witness answers with its size.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The cosignature, checked.</returns>
    /// <exception cref="LogIntegrityException">
    /// The witness has cosigned a larger log, or finds that this log does not continue what it saw. The answer is evidence.
    /// </exception>
    /// <exception cref="HttpRequestException">
    /// The witness does not answer, does not know the log or its key, or has an error of its own.
    /// </exception>
    public async Task<NoteSignature> CosignAsync(
        TamperLogReader log, SignedCheckpoint checkpoint, long knownSize = 0, CancellationToken cancellation = default)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            WitnessRequest request = new(
                knownSize, await log.ConsistencyHashesAsync(knownSize, checkpoint.Checkpoint, cancellation).ConfigureAwait(false),
                checkpoint.Note);
            using ByteArrayContent body = new(request.ToBytes());
            body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            using HttpResponseMessage response = await http.PostAsync(_address, body, cancellation).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(SignedNote.MaximumBytes, cancellation).ConfigureAwait(false);
            string answer = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    return Signature(answer, checkpoint);
                case HttpStatusCode.Conflict when Checkpoint.TryParseSize(answer.TrimEnd('\n'), out long size) && size != knownSize:
                    knownSize = size <= checkpoint.Checkpoint.Size
                        ? size
                        : throw new LogIntegrityException(
                            "checkpoint", $"at least {size} entries, as {witness.Name} has cosigned",
                            $"{checkpoint.Checkpoint.Size} entries",
                            "The log is smaller than a witness has seen it: it was cut back or restored from a copy.");
                    break;
                case HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict:
                    throw new LogIntegrityException(
                        "checkpoint", $"a continuation of what {witness.Name} has cosigned", checkpoint.Checkpoint.Text.TrimEnd('\n'),
                        $"The witness finds that the history of the log was rewritten: {answer.Trim()}");
                default:
                    throw new HttpRequestException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The witness {witness.Name} at {_address} answered {(int)response.StatusCode}: {answer.Trim()}"),
                        null,
                        response.StatusCode);
            }
        }

        throw new HttpRequestException($"The witness {witness.Name} at {_address} named another size {Attempts} times.");
    }

    private NoteSignature Signature(string answer, SignedCheckpoint checkpoint)
    {
        byte[] text = Encoding.UTF8.GetBytes(checkpoint.Checkpoint.Text);
        return answer.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(NoteSignature.Parse)
            .FirstOrDefault(signature => signature is not null && signature.Name == witness.Name && signature.KeyId == witness.Id
                && witness.Verify(text, signature.Bytes.Span))
            ?? throw new HttpRequestException($"The answer of {_address} has no valid cosignature by {witness.Text}.");
    }
}
