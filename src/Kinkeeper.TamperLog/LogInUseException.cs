namespace Kinkeeper.TamperLog;

/// <summary>Another process has this folder open. A log has one writer: wait, or give the entries to that writer.</summary>
/// <param name="folder">The log's folder.</param>
/// <param name="cause">The failure of taking the lock.</param>
public sealed class LogInUseException(string folder, Exception cause)
    : IOException($"Another process is writing the log in {folder}. A log has one writer at a time.", cause);
