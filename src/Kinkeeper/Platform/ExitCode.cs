namespace Kinkeeper.Platform;

/// <summary>What a verb's exit code means (docs/handbook.md, "Exit codes").</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    /// <summary>Something is held or found wrong: an answer, not a failure.</summary>
    public const int Held = 3;
    public const int IntegrityFailure = 4;
}
