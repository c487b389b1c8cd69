namespace Kinkeeper.Platform.Database;

/// <summary>One of the two engines behind <see cref="Store"/>.</summary>
internal abstract class DatabaseEngine
{
    /// <summary>The named differences between the engines.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Returns whether the database has any schema yet. Makes nothing.</summary>
    public abstract bool Exists();

    /// <summary>Opens a connection, whatever the state of the schema.</summary>
    public abstract DatabaseConnection Connect();

    /// <summary>Opens a context with a connection of its own.</summary>
    public abstract KinkeeperDb Open();

    /// <summary>Brings the schema up to date. Several processes may try at once: one does it, the others wait.</summary>
    public abstract void BringUpToDate();

    /// <summary>Says why the database cannot be opened; null where <paramref name="failure"/> has another cause.</summary>
    public abstract Refusal? Explain(Exception failure);
}
