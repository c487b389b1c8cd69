using System.Text;
using Kinkeeper.Platform;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Features.Log;

/// <summary>A log that a verb was given, and the key to check it with.</summary>
/// <param name="Name">The name as the user wrote it.</param>
/// <param name="Source">The log's files.</param>
/// <param name="Key">The key it must be signed with.</param>
/// <param name="KeyIsTheLogsOwn">True if the key was stored with the log, where one attacker could replace both.</param>
/// <param name="Folder">The folder; null for a log on the web.</param>
internal sealed record LogPlace(string Name, ITileSource Source, VerifierKey Key, bool KeyIsTheLogsOwn, string? Folder)
{
    public static async Task<LogPlace> FindAsync(string place, string? key, HttpClient http, CancellationToken cancellation)
    {
        VerifierKey? given = key is null ? null : OrRefuse(() => VerifierKey.Parse(key));
        if (Uri.TryCreate(place, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
        {
            HttpTileSource served = new(http, url);
            return new LogPlace(place, served, given ?? await ServedKeyAsync(served, place, cancellation), given is null, null);
        }

        string folder = Path.GetFullPath(place);
        if (!IsLog(folder) && IsLog(Path.Combine(folder, "log")))
        {
            folder = Path.Combine(folder, "log");
        }

        if (!IsLog(folder))
        {
            throw new RefusalException("no-log", $"There is no log in {place}: it has neither a checkpoint nor tiles.");
        }

        return new LogPlace(
            place,
            new FolderTileSource(folder),
            given ?? KeyBeside(folder) ?? throw new RefusalException("log-key-unknown", $"There is no verifier key next to the log in {place}. Give it with --key."),
            given is null,
            folder);
    }

    /// <summary>Returns the key stored in the log's folder; null if there is none.</summary>
    public static VerifierKey? KeyBeside(string folder)
    {
        string file = new LogFolder(folder).VerifierKey;
        return File.Exists(file) ? OrRefuse(() => VerifierKey.Parse(File.ReadAllText(file).TrimEnd('\n'))) : null;
    }

    /// <summary>Reads a file that the user named.</summary>
    public static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException("file-unreadable", $"The file {path} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Turns a format error into a refusal, because the input is bad and the log is not broken.</summary>
    public static T OrRefuse<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (LogFormatException wrong)
        {
            throw new RefusalException(new Refusal("log-format", wrong.Message), wrong);
        }
    }

    /// <summary>Reads a checkpoint from a file and checks its signature with this log's key.</summary>
    public SignedCheckpoint ReadCheckpoint(string file)
    {
        byte[] bytes = ReadFile(file);
        return OrRefuse(() => SignedCheckpoint.Open(bytes, Key));
    }

    /// <summary>
    /// Returns the writer's last signed checkpoint if this is the writer's own folder. A published log older than it was cut back.
    /// </summary>
    public IEnumerable<Checkpoint> LastSigned()
    {
        string? file = Folder is null ? null : new LogFolder(Folder).LastSigned;
        return file is not null && File.Exists(file) ? [ReadCheckpoint(file).Checkpoint] : [];
    }

    private static bool IsLog(string folder) => File.Exists(Path.Combine(folder, "checkpoint")) || Directory.Exists(Path.Combine(folder, "tile"));

    private static async Task<VerifierKey> ServedKeyAsync(HttpTileSource served, string place, CancellationToken cancellation)
    {
        byte[]? key;
        try
        {
            key = await served.ReadAsync("verifier-key", cancellation);
        }
        catch (HttpRequestException unreachable)
        {
            throw new RefusalException("log-unreadable", $"The log at {place} cannot be reached: {unreachable.Message}");
        }

        return key is null
            ? throw new RefusalException("log-key-unknown", $"The log at {place} serves no verifier key. Give it with --key.")
            : OrRefuse(() => VerifierKey.Parse(Encoding.UTF8.GetString(key).TrimEnd('\n')));
    }
}
