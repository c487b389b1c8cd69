using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Storage;

namespace Kinkeeper.TamperLog.Witnessing;

/// <summary>The answer of a witness: an HTTP status, a content type, a body.</summary>
/// <param name="Status">200, 400, 403, 404, 409 or 422.</param>
/// <param name="ContentType">The content type of the body.</param>
/// <param name="Body">Cosignature lines, the known size, or a sentence.</param>
public sealed record WitnessAnswer(int Status, string ContentType, string Body);

/// <summary>
/// A witness (C2SP tlog-witness). It cosigns a checkpoint only if that continues the last one of the same log that it cosigned, so that
/// a log cannot show different histories to different people. It checks and saves the checkpoint in one step, and flushes it to the
/// disk before it answers. It has no web server: give it the body of <c>POST …/add-checkpoint</c> and send its answer.
/// </summary>
public sealed class Witness : IDisposable
{
    private readonly string _folder;
    private readonly SigningKey _key;
    private readonly TimeProvider _clock;
    private readonly FileStream _lock;
    private readonly Dictionary<string, VerifierKey[]> _logs;
    private readonly Dictionary<string, Checkpoint> _cosigned = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private Witness(string folder, FileStream lockFile, SigningKey key, IEnumerable<VerifierKey> logs, TimeProvider clock)
    {
        _folder = folder;
        _lock = lockFile;
        _key = key;
        _clock = clock;
        _logs = logs.GroupBy(log => log.Name, StringComparer.Ordinal).ToDictionary(
            group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        foreach (string origin in _logs.Keys)
        {
            if (File.Exists(StateFile(origin)))
            {
                _cosigned[origin] = ReadState(origin);
            }
        }
    }

    /// <summary>The largest request body accepted, in bytes.</summary>
    public static int MaximumRequest => WitnessRequest.MaximumBytes;

    /// <summary>The witness's public key.</summary>
    public VerifierKey Key => _key.Verifier;

    /// <summary>Opens the folder of a witness, or creates one with a new key.</summary>
    /// <param name="folder">
    /// The folder with the key and, for each log, the last cosigned checkpoint. If it is lost, start a new witness.
    /// </param>
    /// <param name="name">The name of the witness, a schema-less URL; null for an existing witness.</param>
    /// <param name="logs">The keys of the logs that the witness knows.</param>
    /// <param name="clock">The clock for the times of cosignatures.</param>
    /// <exception cref="LogInUseException">Another process has this witness open.</exception>
    /// <exception cref="LogIntegrityException">
    /// The last cosigned checkpoint cannot be read, so the witness must not cosign anything else.
    /// </exception>
    public static Witness Open(string folder, string? name, IEnumerable<VerifierKey> logs, TimeProvider clock)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        FileStream lockFile;
        try
        {
            lockFile = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new LogInUseException(folder, taken);
        }

        SigningKey? key = null;
        try
        {
            key = SigningKeyFile.ReadOrCreate(Path.Combine(folder, "signing-key"), name, KeyType.Ed25519Cosignature);
            return new Witness(folder, lockFile, key, logs, clock);
        }
        catch
        {
            key?.Dispose();
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Answers an add-checkpoint request.</summary>
    /// <param name="body">The body of the request.</param>
    /// <exception cref="IOException">The new checkpoint could not be saved, so there is no cosignature. Answer with 500.</exception>
    public WitnessAnswer AddCheckpoint(ReadOnlySpan<byte> body)
    {
        WitnessRequest request;
        try
        {
            request = WitnessRequest.Parse(body);
        }
        catch (LogFormatException malformed)
        {
            return Refuse(400, malformed.Message);
        }

        string origin = request.Checkpoint.Text[..request.Checkpoint.Text.IndexOf('\n', StringComparison.Ordinal)];
        if (!_logs.TryGetValue(origin, out VerifierKey[]? keys))
        {
            return Refuse(404, $"The log \"{origin}\" is not known here.");
        }

        Checkpoint checkpoint;
        try
        {
            if (request.Checkpoint.Verify(keys).Count == 0)
            {
                return Refuse(403, "The checkpoint is not signed by a key of this log that this witness trusts.");
            }

            checkpoint = Checkpoint.Parse(request.Checkpoint.Text);
        }
        catch (LogIntegrityException wrong)
        {
            return Refuse(403, wrong.Message);
        }
        catch (LogFormatException malformed)
        {
            return Refuse(400, malformed.Message);
        }

        return request.OldSize > checkpoint.Size
            ? Refuse(400, $"The old size {request.OldSize} is larger than the checkpoint's {checkpoint.Size}.")
            : Cosign(request, checkpoint);
    }

    /// <summary>Releases the folder and wipes the key from memory.</summary>
    public void Dispose()
    {
        _key.Dispose();
        _lock.Dispose();
    }

    private WitnessAnswer Cosign(WitnessRequest request, Checkpoint checkpoint)
    {
        lock (_gate)
        {
            Checkpoint known = _cosigned.GetValueOrDefault(checkpoint.Origin) ?? new Checkpoint(checkpoint.Origin, 0, MerkleHash.Empty);
            if (request.OldSize != known.Size)
            {
                return new WitnessAnswer(409, "text/x.tlog.size", known.Size.ToString(CultureInfo.InvariantCulture) + "\n");
            }

            if (!MerkleProof.Continues(known.Size, checkpoint.Size, request.Proof, known.Root, checkpoint.Root))
            {
                return Refuse(
                    422,
                    $"The consistency proof does not lead from {known.Root} at size {known.Size} to {checkpoint.Root} at size "
                    + $"{checkpoint.Size}.");
            }

            if (known.Text != checkpoint.Text)
            {
                DurableFile.Replace(
                    StateFile(checkpoint.Origin), request.Checkpoint.ToBytes(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
                _cosigned[checkpoint.Origin] = checkpoint;
            }

            return new WitnessAnswer(200, "text/plain; charset=utf-8", _key.Sign(checkpoint.Text, _clock.GetUtcNow()).Line);
        }
    }

    private Checkpoint ReadState(string origin)
    {
        string path = StateFile(origin);
        try
        {
            Checkpoint kept = Checkpoint.Parse(SignedNote.Parse(File.ReadAllBytes(path)).Text);
            return kept.Origin == origin
                ? kept
                : throw new LogIntegrityException(path, origin, kept.Origin, "The checkpoint saved for this log belongs to another log.");
        }
        catch (LogFormatException damaged)
        {
            throw new LogIntegrityException(
                path, $"the last checkpoint cosigned for {origin}", damaged.Message,
                "The checkpoint that this witness cosigned last cannot be read. It must not cosign anything that could contradict it.");
        }
    }

    /// <summary>Returns the file of a log's last checkpoint. An origin may contain any character, so its hash is the file name.</summary>
    private string StateFile(string origin) =>
        Path.Combine(_folder, $"cosigned-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))}");

    private static WitnessAnswer Refuse(int status, string sentence) => new(status, "text/plain; charset=utf-8", sentence + "\n");
}
