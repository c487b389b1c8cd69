namespace Kinkeeper.Platform;

/// <summary>The exit codes of verbs (docs/handbook.md, "Exit codes").</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    /// <summary>Something is held or was found wrong. This is an answer, not a failure.</summary>
    public const int Held = 3;
    public const int IntegrityFailure = 4;
}
