namespace Kinkeeper.TamperLog;

/// <summary>Another process is writing this log; a log has one writer. Wait, or hand the entries to the one that is.</summary>
/// <param name="folder">The log's folder.</param>
/// <param name="cause">What taking the lock met.</param>
public sealed class LogInUseException(string folder, Exception cause)
    : IOException($"Another process is writing the log in {folder}. A log has one writer at a time.", cause);
