namespace Kinkeeper.Features.Records.Words;

public enum RemovalStatus
{
    Planned = 1,
    Executed = 2,
    Cancelled = 3,
}
