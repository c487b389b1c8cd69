using System.Globalization;
using System.Text;
using NpgsqlTypes;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>Asks once for all keys of a batch, and knows from then on what the batch itself has written.</summary>
internal sealed class PostgresBulkTable<TRow> : BulkTable<TRow>
    where TRow : struct
{
    /// <summary>For each key of the batch what is stored; null if nothing is.</summary>
    private readonly Dictionary<BulkKey, TRow?> _known = [];
    private readonly Func<SqlStatement, TRow> _read;
    private readonly PostgresDatabase _database;
    private readonly PostgresCopy _copy;
    private readonly BulkShape _shape;
    private PostgresStatement? _ask;

    public PostgresBulkTable(PostgresDatabase database, BulkShape shape, Func<SqlStatement, TRow> read)
    {
        (_database, _shape, _read) = (database, shape, read);
        _copy = new PostgresCopy(database, shape.Table, shape.Columns);
    }

    /// <inheritdoc/>
    public override SqlStatement Values => _copy;

    /// <inheritdoc/>
    public override void Fetch(IEnumerable<BulkKey> keys)
    {
        _known.Clear();
        foreach (BulkKey key in keys)
        {
            _known.TryAdd(key, null);
        }

        Ask([.. _known.Keys]);
    }

    /// <inheritdoc/>
    public override bool Find(BulkKey key, out TRow row, bool isNewKey = false)
    {
        if (!_known.TryGetValue(key, out TRow? known) && !isNewKey)
        {
            _known.Add(key, null);
            Ask([key]);
            known = _known[key];
        }

        row = known.GetValueOrDefault();
        return known.HasValue;
    }

    /// <inheritdoc/>
    public override bool TryInsert(ReadOnlySpan<byte> key, in TRow row)
    {
        BulkKey wanted = new(KeyPart.Of(Encoding.UTF8.GetString(key)));
        if (Find(wanted, out _))
        {
            return false;
        }

        Insert(wanted, row);
        return true;
    }

    /// <inheritdoc/>
    public override void Insert(BulkKey? key, in TRow row)
    {
        _copy.Enqueue();
        if (key is not null)
        {
            _known[key] = row;
        }
    }

    /// <inheritdoc/>
    public override void Note(BulkKey key, in TRow row) => _known[key] = row;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ask?.Dispose();
            _copy.Dispose();
        }
    }

    private void Ask(BulkKey[] keys)
    {
        if (keys.Length == 0)
        {
            return;
        }

        KeyPartKind[] kinds = [.. keys[0].Parts.Select(part => part.Kind)];
        _ask ??= (PostgresStatement)_database.Prepare(Sql(kinds));
        for (int i = 0; i < kinds.Length; i++)
        {
            BindPart(i, kinds[i], keys);
        }

        while (_ask.Step())
        {
            KeyPart[] parts = [.. kinds.Select((kind, i) => KeyPart.Read(_ask, _shape.Found.Count + i, kind))];
            _known[new BulkKey(parts)] = _read(_ask);
        }
    }

    private void BindPart(int part, KeyPartKind kind, BulkKey[] keys)
    {
        switch (kind)
        {
            case KeyPartKind.Text:
                _ask!.BindArray(part + 1, keys.Select(key => key.Parts[part].Text).ToArray(), NpgsqlDbType.Text);
                break;
            case KeyPartKind.Number:
                _ask!.BindArray(part + 1, keys.Select(key => key.Parts[part].Number).ToArray(), NpgsqlDbType.Bigint);
                break;
            default:
                _ask!.BindArray(part + 1, keys.Select(key => key.Parts[part].ToBytes()).ToArray(), NpgsqlDbType.Bytea);
                break;
        }
    }

    private string Sql(KeyPartKind[] kinds)
    {
        string read = BulkShape.Quoted(_shape.Found.Concat(_shape.Key).Select(column => column));
        if (kinds.Length == 1)
        {
            return $"SELECT {read} FROM {_shape.Table} WHERE {BulkShape.Quote(_shape.Key[0])} = ANY ({List(0)})";
        }

        string lists = string.Join(", ", Enumerable.Range(0, kinds.Length).Select(List));
        string names = _shape.KeyColumns(", ", (_, i) => string.Create(CultureInfo.InvariantCulture, $"wanted_{i}"));
        string same = _shape.KeyColumns(" AND ", (column, i) => string.Create(CultureInfo.InvariantCulture, $"{BulkShape.Quote(column)} = wanted_{i}"));
        return $"SELECT {read} FROM {_shape.Table} JOIN unnest({lists}) AS wanted ({names}) ON {same}";

        string List(int i)
        {
            string type = kinds[i] switch { KeyPartKind.Text => "text", KeyPartKind.Number => "bigint", _ => "bytea" };
            return string.Create(CultureInfo.InvariantCulture, $"CAST(?{i + 1} AS {type}[])");
        }
    }
}
