using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Storage;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// Signs checkpoints. Each must continue the last one; others are refused. A signed checkpoint is first saved in a file of its own
/// and flushed to the disk, and only then published.
/// </summary>
internal sealed class CheckpointSigner : IDisposable
{
    private readonly LogFolder _folder;
    private readonly string _lastSignedFile;
    private readonly SigningKey _key;
    private readonly Lock _publishing = new();
    private volatile SignedCheckpoint? _published;
    private byte[] _lastSignedBytes = [];

    public CheckpointSigner(LogFolder folder, string lastSignedFile, SigningKey key)
    {
        _folder = folder;
        _lastSignedFile = lastSignedFile;
        _key = key;
        if (File.Exists(lastSignedFile))
        {
            _lastSignedBytes = File.ReadAllBytes(lastSignedFile);
        }
    }

    public VerifierKey Key => _key.Verifier;

    public SignedCheckpoint LastSigned => SignedCheckpoint.Open(_lastSignedBytes, Key);

    public SignedCheckpoint Published => _published!;

    /// <summary>Creates the log by signing the empty tree.</summary>
    public void SignEmptyTree()
    {
        DurableFile.Replace(_folder.VerifierKey, System.Text.Encoding.UTF8.GetBytes(Key.Text + "\n"));
        Sign(new Checkpoint(Key.Name, 0, MerkleHash.Empty));
    }

    /// <summary>Signs and publishes the tree in the tiles. Publishes without signing if this tree is signed already.</summary>
    /// <exception cref="LogIntegrityException">The tree does not continue the last signed one.</exception>
    public void Publish(long size, Digest root)
    {
        SignedCheckpoint last = LastSigned;
        Checkpoint checkpoint = new(Key.Name, size, root);
        SignedCheckpoint? there = _published ?? ReadPublished(checkpoint);
        if (checkpoint.Text != last.Checkpoint.Text)
        {
            RequireContinuation(last.Checkpoint, checkpoint);
            Sign(checkpoint);
        }

        lock (_publishing)
        {
            // The published checkpoint may have cosignatures, which must not be lost.
            if (there?.Checkpoint.Text != checkpoint.Text)
            {
                DurableFile.Replace(_folder.Checkpoint, _lastSignedBytes);
                there = LastSigned;
            }

            _published = there;
        }
    }

    public bool Cosign(Checkpoint checkpoint, IEnumerable<NoteSignature> cosignatures)
    {
        lock (_publishing)
        {
            if (Published.Checkpoint.Text != checkpoint.Text)
            {
                return false;
            }

            SignedNote note = Published.Note.With(cosignatures);
            DurableFile.Replace(_folder.Checkpoint, note.ToBytes());
            _published = Published with { Note = note };
            return true;
        }
    }

    public void Dispose() => _key.Dispose();

    /// <summary>
    /// Reads the checkpoint that the previous writer published; null if there is none. The next checkpoint must continue it.
    /// </summary>
    private SignedCheckpoint? ReadPublished(Checkpoint next)
    {
        if (!File.Exists(_folder.Checkpoint))
        {
            return null;
        }

        SignedCheckpoint there;
        try
        {
            there = SignedCheckpoint.Open(File.ReadAllBytes(_folder.Checkpoint), Key);
        }
        catch (LogFormatException damaged)
        {
            throw new LogIntegrityException(
                "checkpoint", next.Text.TrimEnd('\n'), damaged.Message, "The published checkpoint cannot be read.");
        }

        if (!IsContinuation(there.Checkpoint, next))
        {
            throw new LogIntegrityException(
                "checkpoint", $"a part of {next.Root} at size {next.Size}",
                $"{there.Checkpoint.Root} at size {there.Checkpoint.Size}, signed",
                "The published checkpoint does not belong to this log: files were restored from a copy, or the key was used elsewhere.");
        }

        return there;
    }

    private bool IsContinuation(Checkpoint last, Checkpoint next) =>
        last.Size <= next.Size
        && TileWriter.Completed(new MerkleProver(new TileCache(new FolderTileSource(_folder.Path)), next.Size)
            .ConsistencyAsync(last.Size, next.Size, CancellationToken.None)) is var proof
        && MerkleProof.Continues(last.Size, next.Size, proof, last.Root, next.Root);

    private void RequireContinuation(Checkpoint last, Checkpoint next)
    {
        byte[] there = File.ReadAllBytes(_lastSignedFile);
        if (!there.AsSpan().SequenceEqual(_lastSignedBytes))
        {
            throw new LogIntegrityException(
                "last-signed", last.Text.TrimEnd('\n'), Convert.ToBase64String(there),
                "The last signed checkpoint was changed while this writer had the log open.");
        }

        if (next.Size <= last.Size || !IsContinuation(last, next))
        {
            throw new LogIntegrityException(
                "checkpoint", $"a continuation of {last.Root} at size {last.Size}", $"{next.Root} at size {next.Size}",
                "The log refuses to sign: its tiles do not continue the last checkpoint that it signed.");
        }
    }

    private void Sign(Checkpoint checkpoint)
    {
        byte[] signed = SignedNote.Sign(checkpoint.Text, default, _key).ToBytes();
        DurableFile.Replace(_lastSignedFile, signed, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _lastSignedBytes = signed;
    }
}
