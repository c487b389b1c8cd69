using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>A table of imported rows, and its columns.</summary>
/// <param name="Name">Table.</param>
/// <param name="Keys">The number of leading <paramref name="Columns"/> that identify a row; 0 if the whole row does.</param>
/// <param name="Columns">All columns except id, import_id, row_number and row_hash.</param>
internal sealed record TableShape(string Name, int Keys, string[] Columns);

/// <summary>The texts of a record, in the order in which <see cref="RowWriter"/> binds them.</summary>
internal enum RecordText
{
    RecordId,
    Source,
    GivenNames,
    Surnames,
    FoldedName,
    Sex,
    Citizenship,
    Language,
    Sector,
    EventNumber,
    FamilyUnitNumber,
    ParentNamesStated,
    ChildNamesStated,
}

/// <summary>The position of a text in the batch's bytes. Length 0 means "not recorded".</summary>
internal readonly record struct TextSlice(int Start, int Length);

[InlineArray((int)RecordText.ChildNamesStated + 1)]
internal struct RecordSlices
{
    private TextSlice _first;
}

/// <summary>A packed block of raw rows.</summary>
internal readonly record struct PackedBlock(long FirstRow, int Rows, byte[] Content);

/// <summary>An event for the log (<see cref="LedgerWriter.Append"/>).</summary>
internal readonly record struct RowEvent(string Kind, LedgerSubject Subject, byte[] Payload, bool OnlyIfKnown);

/// <summary>
/// The parsed content of one batch of rows: everything to store. Filling it needs no database, so the next batch can be parsed on
/// another thread while this one is stored. A row has one or more operations. If the first finds that the row already exists, the
/// others are skipped. The object is reused for every batch.
/// </summary>
internal sealed class ParsedRows(int columns)
{
    private byte[] _text = GC.AllocateUninitializedArray<byte>(4 << 20, pinned: true);
    private int _textLength;
    private readonly List<Row> _rows = [];
    private readonly List<Operation> _operations = [];
    private readonly List<StoredCell> _cells = [];
    private readonly List<(RecordValues Values, RecordSlices Texts)> _records = [];

    private readonly List<RowEvent> _events = [];

    internal readonly record struct Row(long Number, UInt128 Hash, int FirstOperation, int Operations, int FirstEvent, int Events);

    /// <summary>An operation on a table's cells, or without a table on the record at <paramref name="First"/>.</summary>
    internal readonly record struct Operation(TableShape? Table, int First);

    public List<PackedBlock> Blocks { get; } = [];

    public List<RowReject> Rejects { get; } = [];

    /// <summary>The number of rows with a value, for each canonical column.</summary>
    public long[] Filled { get; } = new long[columns];

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    /// <summary>Data rows read, usable or not.</summary>
    public long Read { get; set; }

    public long Rejected { get; set; }

    /// <summary>True at the end of the file.</summary>
    public bool IsLast { get; set; }

    /// <summary>Bytes read from the file when the batch was full.</summary>
    public long BytesRead { get; set; }

    public IReadOnlyList<Row> Rows => _rows;

    public IReadOnlyList<Operation> Operations => _operations;

    public IReadOnlyList<RowEvent> Events => _events;

    public IReadOnlyList<(RecordValues Values, RecordSlices Texts)> Records => _records;

    public void Clear()
    {
        _textLength = 0;
        _rows.Clear();
        _operations.Clear();
        _cells.Clear();
        _records.Clear();
        _events.Clear();
        Blocks.Clear();
        Rejects.Clear();
        Array.Clear(Filled);
        (From, To) = (null, null);
        (Read, Rejected, IsLast) = (0, 0, false);
    }

    /// <summary>Starts the next row. Everything added from here on belongs to it.</summary>
    public void BeginRow(long number, UInt128 hash) => _rows.Add(new Row(number, hash, _operations.Count, 0, _events.Count, 0));

    public void EndRow()
    {
        Row row = _rows[^1];
        _rows[^1] = row with { Operations = _operations.Count - row.FirstOperation, Events = _events.Count - row.FirstEvent };
    }

    /// <summary>Removes the last row. It must be empty.</summary>
    public void DropRow() => _rows.RemoveAt(_rows.Count - 1);

    public void AddRecord(ReadOnlySpan<byte> recordId, in RecordValues values, in RecordTexts texts)
    {
        RecordSlices slices = default;
        slices[(int)RecordText.RecordId] = Keep(recordId);
        slices[(int)RecordText.Source] = Keep(texts.Source);
        slices[(int)RecordText.GivenNames] = Keep(texts.GivenNames);
        slices[(int)RecordText.Surnames] = Keep(texts.Surnames);
        slices[(int)RecordText.FoldedName] = Keep(Codes.FoldedName(texts.GivenNames, texts.Surnames));
        slices[(int)RecordText.Sex] = Keep(Codes.Sex(texts.Sex));
        slices[(int)RecordText.Citizenship] = Keep(Codes.Country(texts.Citizenship));
        slices[(int)RecordText.Language] = Keep(Codes.Language(texts.Language));
        slices[(int)RecordText.Sector] = Keep(texts.Sector);
        slices[(int)RecordText.EventNumber] = Keep(texts.EventNumber);
        slices[(int)RecordText.FamilyUnitNumber] = Keep(texts.FamilyUnitNumber);
        slices[(int)RecordText.ParentNamesStated] = Keep(texts.ParentNamesStated);
        slices[(int)RecordText.ChildNamesStated] = Keep(texts.ChildNamesStated);
        _operations.Add(new Operation(null, _records.Count));
        _records.Add((values, slices));
    }

    /// <summary>Adds one row of a table, with its cells in the order of the table's columns.</summary>
    public void Add(TableShape table, params ReadOnlySpan<StoredCell> cells)
    {
        _operations.Add(new Operation(table, _cells.Count));
        foreach (StoredCell cell in cells)
        {
            _cells.Add(cell);
        }
    }

    /// <summary>Adds an event for the log, used only if the row is new.</summary>
    /// <param name="kind">The kind of event.</param>
    /// <param name="subject">The subject of the event.</param>
    /// <param name="payload">Canonical JSON.</param>
    /// <param name="onlyIfKnown">True to log the event only if the log already has the subject, for example when something was
    /// withdrawn.</param>
    public void AddEvent(string kind, LedgerSubject subject, byte[] payload, bool onlyIfKnown = false) =>
        _events.Add(new RowEvent(kind, subject, payload, onlyIfKnown));

    public ReadOnlySpan<StoredCell> Cells(in Operation operation) =>
        CollectionsMarshal.AsSpan(_cells).Slice(operation.First, operation.Table!.Columns.Length);

    /// <summary>Returns a text. The memory is pinned and valid until the batch is filled again.</summary>
    public ReadOnlySpan<byte> Text(TextSlice slice) => _text.AsSpan(slice.Start, slice.Length);

    public void Include(DateOnly day)
    {
        From = From is { } first && first < day ? first : day;
        To = To is { } last && last > day ? last : day;
    }

    private TextSlice Keep(ReadOnlySpan<byte> utf8)
    {
        int start = _textLength;
        utf8.CopyTo(Space(utf8.Length));
        _textLength += utf8.Length;
        return new TextSlice(start, utf8.Length);
    }

    private TextSlice Keep(string? text)
    {
        if (text is null)
        {
            return default;
        }

        int start = _textLength;
        _textLength += Encoding.UTF8.GetBytes(text, Space(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return new TextSlice(start, _textLength - start);
    }

    private Span<byte> Space(int length)
    {
        if (_text.Length - _textLength < length)
        {
            byte[] larger = GC.AllocateUninitializedArray<byte>(Math.Max(_text.Length * 2, _textLength + length), pinned: true);
            _text.AsSpan(0, _textLength).CopyTo(larger);
            _text = larger;
        }

        return _text.AsSpan(_textLength);
    }
}
