using System.IO.Compression;
using System.Text;

namespace Kinkeeper.Tests.Features.Intake.Reading;

/// <summary>A temporary file of a test, deleted after it.</summary>
internal sealed class FileOnDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kinkeeper-test-").FullName;

    public FileOnDisk(string name, byte[] content)
        : this(name, stream => stream.Write(content))
    {
    }

    public FileOnDisk(string name, string content)
        : this(name, Encoding.UTF8.GetBytes(content))
    {
    }

    public FileOnDisk(string name, Action<Stream> write)
    {
        Path = System.IO.Path.Combine(_folder, name);
        using FileStream stream = File.Create(Path);
        write(stream);
    }

    public string Path { get; }

    public static byte[] Gzip(byte[] content)
    {
        MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    /// <summary>Makes a workbook with one sheet from XML.</summary>
    public static FileOnDisk Workbook(string sheet, string? shared = null, string? book = null) => new("table.xlsx", stream =>
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create);
        Add("xl/workbook.xml", book ?? """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        Add("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>
            """);
        Add("xl/worksheets/sheet1.xml", sheet);
        if (shared is not null)
        {
            Add("xl/sharedStrings.xml", shared);
        }

        void Add(string name, string text)
        {
            using Stream part = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
            part.Write(Encoding.UTF8.GetBytes(text));
        }
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
