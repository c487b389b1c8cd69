namespace Kinkeeper.TamperLog;

/// <summary>
/// The writer has met a failure and takes no more entries. Whether the entries it was given last are in the log is not known
/// until it is opened again: then what the disk holds decides.
/// </summary>
/// <param name="cause">The first failure.</param>
public sealed class LogStoppedException(Exception cause)
    : IOException($"The log has stopped taking entries: {cause.Message} Open it again; what the disk holds will decide which entries are in it.", cause);
