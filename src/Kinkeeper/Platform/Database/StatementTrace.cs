namespace Kinkeeper.Platform.Database;

/// <summary>Lets a test hear every statement that is run, whoever runs it. Nothing is heard, and nothing slowed, while nobody listens.</summary>
internal static class StatementTrace
{
    /// <summary>Told the database (a file, or a name on a server) and the statement.</summary>
    public static Action<string, string>? Heard { get; set; }
}
