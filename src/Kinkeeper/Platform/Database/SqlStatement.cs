namespace Kinkeeper.Platform.Database;

/// <summary>
/// A prepared statement for bulk work and for hot paths. Parameters are written <c>?1</c>, <c>?2</c>, … and bound by position;
/// text is bound straight from UTF-8. Where a handful of rows is read or written, use <see cref="KinkeeperDb"/> instead.
/// </summary>
public abstract class SqlStatement : IDisposable
{
    /// <summary>Binds a whole number. Parameters count from 1, as in SQL.</summary>
    public abstract void Bind(int parameter, long value);

    /// <summary>Binds a whole number, or null.</summary>
    public void Bind(int parameter, long? value)
    {
        if (value is { } known)
        {
            Bind(parameter, known);
        }
        else
        {
            BindNull(parameter);
        }
    }

    /// <summary>Binds UTF-8 text.</summary>
    public abstract void BindText(int parameter, ReadOnlySpan<byte> utf8);

    /// <summary>Binds text, or null.</summary>
    public abstract void BindText(int parameter, string? text);

    /// <summary>Binds UTF-8 text, or null if it is empty: an empty cell means "not recorded".</summary>
    public void BindTextOrNull(int parameter, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            BindNull(parameter);
        }
        else
        {
            BindText(parameter, utf8);
        }
    }

    /// <summary>Binds bytes. An empty span is an empty value, not null.</summary>
    public abstract void BindBlob(int parameter, ReadOnlySpan<byte> bytes);

    /// <summary>Binds a list of numbers, for <see cref="Dialect.AnyNumber"/>.</summary>
    public abstract void BindList(int parameter, IReadOnlyCollection<long> numbers);

    /// <summary>Binds a list of texts, for <see cref="Dialect.AnyText"/>.</summary>
    public abstract void BindList(int parameter, IReadOnlyCollection<string> texts);

    /// <summary>Binds null.</summary>
    public abstract void BindNull(int parameter);

    /// <summary>Runs an insert, update or delete and returns the number of rows it changed.</summary>
    public abstract int Execute();

    /// <summary>
    /// Runs an insert, update or delete whose count nobody needs. It may run later, together with others: at the latest before
    /// the next statement of its connection that gives an answer, or at the commit. An error shows then. Only within a write.
    /// </summary>
    public abstract void Enqueue();

    /// <summary>Steps to the next row of a query. False after the last row: the statement can then be bound and run again.</summary>
    public bool Step() => MoveToNextRow();

    /// <summary>Ends a query before its last row.</summary>
    public abstract void Reset();

    /// <summary>Returns a whole number; a truth value counts as 1 or 0, null as 0. Columns count from 0, as in SQL results.</summary>
    public abstract long Number(int column);

    /// <summary>Returns true where the column is null.</summary>
    public abstract bool IsNull(int column);

    /// <summary>Returns a whole number, or null.</summary>
    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>Returns text, or null. A number is returned as its decimal digits.</summary>
    public abstract string? Text(int column);

    /// <summary>Returns the column's bytes, of text as UTF-8; empty if it is null. Valid until the next step.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    /// <summary>Runs a query that answers with one number, and ends it. A query without a row, or null, gives 0.</summary>
    public long ReadNumber()
    {
        long number = Step() ? Number(0) : 0;
        Reset();
        return number;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Does what <see cref="Step"/> says.</summary>
    protected abstract bool MoveToNextRow();

    /// <summary>Releases what the engine holds for this statement.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>
    /// Binds UTF-8 text where it is in memory, or null if it is empty. The bytes must be pinned and unchanged until
    /// <see cref="Execute"/> or <see cref="Enqueue"/> returns; the parameter must be bound again before the next run.
    /// </summary>
    internal virtual void BindPinnedTextOrNull(int parameter, ReadOnlySpan<byte> pinned) => BindTextOrNull(parameter, pinned);
}
