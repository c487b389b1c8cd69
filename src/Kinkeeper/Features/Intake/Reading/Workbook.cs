using System.IO.Compression;
using System.Xml;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// The parts of an <c>.xlsx</c> (ECMA-376) that hold a table: its sheets in order and their shared texts. Reads no document types,
/// entities or external resources, and counts the bytes while it expands.
/// </summary>
internal sealed class Workbook : IDisposable
{
    private const int MostParts = 10_000;
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly string _path;
    private readonly ReadingLimits _limits;
    private readonly ZipArchive _archive;

    public Workbook(string path, FileStream file, ReadingLimits limits)
    {
        _path = path;
        _limits = limits;
        try
        {
            _archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (_archive.Entries.Count > MostParts)
            {
                throw ReadingRefusals.NotAWorkbook(path, $"it has more than {MostParts} parts");
            }
        }
        catch (InvalidDataException broken)
        {
            throw ReadingRefusals.Broken(path, 0, broken);
        }

        Sheets = ReadSheets();
        SharedTexts = ReadSharedTexts();
    }

    public IReadOnlyList<(string Name, ZipArchiveEntry Part)> Sheets { get; }

    public SharedTexts SharedTexts { get; }

    /// <summary>Opens one part for reading. Checks its declared size first, and its real size during the read.</summary>
    public WorkbookPart Open(ZipArchiveEntry part)
    {
        if (part.Length > _limits.ExpandedBytes
            || (part.Length > _limits.RatioFreeBytes && part.Length / _limits.Ratio > part.CompressedLength))
        {
            throw ReadingRefusals.ExpandsTooFar(_path, part.Length, part.CompressedLength);
        }

        try
        {
            BoundedStream stream = new(part.Open(), () => part.CompressedLength, _path, _limits)
            {
                // The XML reader collects a whole name, attribute or comment before it returns it.
                WithoutProgress = (4L * _limits.RecordBytes) + (1 << 20),
            };
            XmlReader xml = XmlReader.Create(stream, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersFromEntities = 1,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
            });
            return new WorkbookPart(xml, stream, _path, _limits);
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or IOException or NotSupportedException)
        {
            throw ReadingRefusals.Broken(_path, 0, broken);
        }
    }

    public void Dispose() => _archive.Dispose();

    private List<(string Name, ZipArchiveEntry Part)> ReadSheets()
    {
        Dictionary<string, string> targets = [];
        using (WorkbookPart links = Open(Part("xl/_rels/workbook.xml.rels") ?? throw ReadingRefusals.NotAWorkbook(_path, "it has no xl/_rels/workbook.xml.rels")))
        {
            while (links.Read())
            {
                if (links.IsElement("Relationship") && links.Attribute("Id") is { } id && links.Attribute("Target") is { } target)
                {
                    targets[id] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
                }
            }
        }

        List<(string, ZipArchiveEntry)> sheets = [];
        using WorkbookPart book = Open(Part("xl/workbook.xml") ?? throw ReadingRefusals.NotAWorkbook(_path, "it has no xl/workbook.xml"));
        while (book.Read())
        {
            if (book.IsElement("workbookPr") && book.Attribute("date1904") is "1" or "true")
            {
                throw ReadingRefusals.CountsFrom1904(_path);
            }

            if (book.IsElement("sheet")
                && book.Attribute("id", Relationships) is { } id
                && targets.TryGetValue(id, out string? target)
                && Part(target) is { } part)
            {
                sheets.Add((book.Attribute("name") ?? target, part));
            }
        }

        return sheets.Count > 0 ? sheets : throw ReadingRefusals.NotAWorkbook(_path, "it has no sheet");
    }

    private SharedTexts ReadSharedTexts()
    {
        SharedTexts texts = new();
        if (Part("xl/sharedStrings.xml") is not { } part)
        {
            return texts;
        }

        using WorkbookPart shared = Open(part);
        RowCells text = new();
        while (shared.Read())
        {
            if (!shared.IsElement("si"))
            {
                continue;
            }

            text.Clear();
            shared.ReadRichText("si", text);
            text.EndCell();
            texts.Add(text[0]);
            if (texts.Bytes > _limits.HeldBytes)
            {
                throw ReadingRefusals.Unwieldy(_path, $"the texts shared by its cells take more than {_limits.HeldBytes:N0} bytes");
            }
        }

        return texts;
    }

    private ZipArchiveEntry? Part(string name) => _archive.GetEntry(name);
}

/// <summary>The texts that cells refer to by number, in one block of memory.</summary>
internal sealed class SharedTexts
{
    private byte[] _bytes = new byte[4096];
    private readonly List<long> _ends = [];
    private long _length;

    /// <summary>Memory used, in bytes, including the overhead of each text.</summary>
    public long Bytes => _length + (8L * _ends.Count);

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_ends.Count)
            {
                return default;
            }

            int start = index == 0 ? 0 : (int)_ends[index - 1];
            return _bytes.AsSpan(start, (int)_ends[index] - start);
        }
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _length < text.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, _length + text.Length)));
        }

        text.CopyTo(_bytes.AsSpan((int)_length));
        _length += text.Length;
        _ends.Add(_length);
    }
}
