namespace Kinkeeper.Platform.Database;

/// <summary>The shape of a table that <see cref="BulkTable{TRow}"/> stores into.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Columns">The columns that an insert fills, in the order in which they are bound.</param>
/// <param name="Key">The columns by which a row is found.</param>
/// <param name="Found">The columns that are read of a row that is found.</param>
/// <param name="IsUnique">The key has a unique index, and consists of one text.</param>
public sealed record BulkShape(string Table, IReadOnlyList<string> Columns, IReadOnlyList<string> Key, IReadOnlyList<string> Found, bool IsUnique = false)
{
    internal string KeyColumns(string separator, Func<string, int, string> write) => string.Join(separator, Key.Select(write));

    internal static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(Quote));

    internal static string Quote(string column) => $"\"{column}\"";
}

/// <summary>
/// The rows of one table for bulk work: found by key, and inserted, a batch of keys at a time. SQLite steps a prepared statement for
/// each key, which costs nothing but the look-up. A server is asked once for all keys of a batch and then answers from memory, since
/// a question costs a round trip; new rows are sent together, with COPY. So whoever writes a row by other means must
/// <see cref="Note"/> it. Only within a write.
/// </summary>
/// <typeparam name="TRow">What is read of a row.</typeparam>
public abstract class BulkTable<TRow> : IDisposable
    where TRow : struct
{
    /// <summary>
    /// The insert of a row. Bind every column, in order; then call <see cref="TryInsert"/> or <see cref="Insert"/>.
    /// </summary>
    public abstract SqlStatement Values { get; }

    /// <summary>Begins a batch: announces the keys that it will look for, and forgets the batch before.</summary>
    /// <param name="keys">Enumerated only by an engine that asks ahead. A key may occur several times.</param>
    public abstract void Fetch(IEnumerable<BulkKey> keys);

    /// <summary>Finds a row by its key; also one that this batch has inserted.</summary>
    /// <param name="key">If it was not announced, a server is asked for it alone.</param>
    /// <param name="row">What is stored.</param>
    /// <param name="isNewKey">The key cannot have been stored before this batch, because it holds a number that the batch gave out.</param>
    public abstract bool Find(BulkKey key, out TRow row, bool isNewKey = false);

    /// <summary>Inserts the row bound to <see cref="Values"/> unless its key is there. Only for a unique key.</summary>
    /// <param name="key">The key, in UTF-8.</param>
    /// <param name="row">What is to be found of it later.</param>
    /// <returns>False if the key is there: nothing was inserted.</returns>
    public abstract bool TryInsert(ReadOnlySpan<byte> key, in TRow row);

    /// <summary>Inserts the row bound to <see cref="Values"/>, which <see cref="Find"/> has not found.</summary>
    /// <param name="key">Null if the row can never be found, because a part of its key is null.</param>
    /// <param name="row">What is to be found of it later.</param>
    public abstract void Insert(BulkKey? key, in TRow row);

    /// <summary>Takes note of a row that another statement has inserted or updated.</summary>
    public abstract void Note(BulkKey key, in TRow row);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the statements.</summary>
    protected abstract void Dispose(bool disposing);
}
