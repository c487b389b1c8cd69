using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>A table of imported rows as a format fills it.</summary>
/// <param name="Name">Table.</param>
/// <param name="Keys">How many of <paramref name="Columns"/>, from the first, tell one row from another; 0: the whole row does.</param>
/// <param name="Columns">All columns but id, import_id, row_number and row_hash.</param>
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

/// <summary>Where a text stands in the batch's bytes. Length 0: not recorded.</summary>
internal readonly record struct TextSlice(int Start, int Length);

[InlineArray((int)RecordText.ChildNamesStated + 1)]
internal struct RecordSlices
{
    private TextSlice _first;
}

/// <summary>A raw row block, packed.</summary>
internal readonly record struct PackedBlock(long FirstRow, int Rows, byte[] Content);

/// <summary>An event for the log (<see cref="LedgerWriter.Append"/>).</summary>
internal readonly record struct RowEvent(string Kind, LedgerSubject Subject, byte[] Payload, bool OnlyIfKnown);

/// <summary>
/// What reading and parsing have made of one batch of rows: everything that must be stored, and nothing that asks the database.
/// So the next batch can be parsed on another thread while this one is being stored. A row is one or more operations; where the
/// first one finds that the row is there already, the others are left out. Used again batch after batch.
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

    /// <summary>With a table: its cells. Without: the record at <paramref name="First"/>.</summary>
    internal readonly record struct Operation(TableShape? Table, int First);

    public List<PackedBlock> Blocks { get; } = [];

    public List<RowReject> Rejects { get; } = [];

    /// <summary>For each canonical column the rows in which it holds a value.</summary>
    public long[] Filled { get; } = new long[columns];

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    /// <summary>Data rows read, usable or not.</summary>
    public long Read { get; set; }

    public long Rejected { get; set; }

    /// <summary>The file has ended.</summary>
    public bool IsLast { get; set; }

    /// <summary>Bytes of the file taken when the batch was full.</summary>
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

    /// <summary>Opens the next row; what is added from here on belongs to it.</summary>
    public void BeginRow(long number, UInt128 hash) => _rows.Add(new Row(number, hash, _operations.Count, 0, _events.Count, 0));

    public void EndRow()
    {
        Row row = _rows[^1];
        _rows[^1] = row with { Operations = _operations.Count - row.FirstOperation, Events = _events.Count - row.FirstEvent };
    }

    /// <summary>Takes the row just ended away again. Nothing may have been added to it.</summary>
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

    /// <summary>One row of a table, its cells in the order of the table's columns.</summary>
    public void Add(TableShape table, params ReadOnlySpan<StoredCell> cells)
    {
        _operations.Add(new Operation(table, _cells.Count));
        foreach (StoredCell cell in cells)
        {
            _cells.Add(cell);
        }
    }

    /// <summary>What the log is told if the row turns out to be new.</summary>
    /// <param name="kind">The kind of event.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="payload">Canonical JSON.</param>
    /// <param name="onlyIfKnown">Only where the log knows the subject already: that something is not there any more.</param>
    public void AddEvent(string kind, LedgerSubject subject, byte[] payload, bool onlyIfKnown = false) =>
        _events.Add(new RowEvent(kind, subject, payload, onlyIfKnown));

    public ReadOnlySpan<StoredCell> Cells(in Operation operation) =>
        CollectionsMarshal.AsSpan(_cells).Slice(operation.First, operation.Table!.Columns.Length);

    /// <summary>Pinned; valid until the batch is filled again.</summary>
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
