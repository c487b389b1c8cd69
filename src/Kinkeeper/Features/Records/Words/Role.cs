namespace Kinkeeper.Features.Records.Words;

public enum Role
{
    NotRecorded = 0,
    Adult = 1,
    Minor = 2,
}
