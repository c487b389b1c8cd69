using System.Globalization;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>Steps a prepared statement for each key.</summary>
internal sealed class SqliteBulkTable<TRow> : BulkTable<TRow>
    where TRow : struct
{
    private readonly Func<SqlStatement, TRow> _read;
    private readonly SqlStatement _find;

    public SqliteBulkTable(SqliteDatabase database, BulkShape shape, Func<SqlStatement, TRow> read)
    {
        _read = read;
        string wanted = shape.KeyColumns(" AND ", (column, i) => string.Create(CultureInfo.InvariantCulture, $"{BulkShape.Quote(column)} = ?{i + 1}"));
        _find = database.Prepare($"SELECT {BulkShape.Quoted(shape.Found)} FROM {shape.Table} WHERE {wanted}");
        string marks = string.Join(", ", Enumerable.Range(1, shape.Columns.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"?{i}")));
        string taken = shape.IsUnique ? $" ON CONFLICT ({BulkShape.Quoted(shape.Key)}) DO NOTHING" : string.Empty;
        Values = database.Prepare($"INSERT INTO {shape.Table} ({BulkShape.Quoted(shape.Columns)}) VALUES ({marks}){taken}");
    }

    /// <inheritdoc/>
    public override SqlStatement Values { get; }

    /// <inheritdoc/>
    public override void Fetch(IEnumerable<BulkKey> keys)
    {
        // Each key is looked for when it is needed.
    }

    /// <inheritdoc/>
    public override bool Find(BulkKey key, out TRow row, bool isNewKey = false)
    {
        for (int i = 0; i < key.Parts.Count; i++)
        {
            key.Parts[i].Bind(_find, i + 1);
        }

        bool found = _find.Step();
        row = found ? _read(_find) : default;
        _find.Reset();
        return found;
    }

    /// <inheritdoc/>
    public override bool TryInsert(ReadOnlySpan<byte> key, in TRow row) => Values.Execute() == 1;

    /// <inheritdoc/>
    public override void Insert(BulkKey? key, in TRow row) => Values.Enqueue();

    /// <inheritdoc/>
    public override void Note(BulkKey key, in TRow row)
    {
        // The row is in the database already.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _find.Dispose();
            Values.Dispose();
        }
    }
}
