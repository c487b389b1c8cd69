namespace Kinkeeper.TamperLog;

/// <summary>
/// The writer has failed and accepts no more entries. The last entries given to it may or may not be in the log. Open the log again
/// to find out: the disk decides.
/// </summary>
/// <param name="cause">The first failure.</param>
public sealed class LogStoppedException(Exception cause)
    : IOException($"The log has stopped accepting entries: {cause.Message} Open it again to see which entries are on the disk.", cause);
