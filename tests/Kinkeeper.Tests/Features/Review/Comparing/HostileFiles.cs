using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kinkeeper.Tests.Features.Review.Comparing;

/// <summary>Makes unusable files for the comparison of lists: damaged ones, and ones made to do harm.</summary>
internal static class HostileFiles
{
    private const string Header = "NO,CHILD A#,PARENT A#,PARENT LAST NAME\n";

    public static byte[] Make(string kind) => kind switch
    {
        "empty" => [],
        "words" => Encoding.UTF8.GetBytes("Dear colleague,\nplease find the list enclosed.\n"),
        "picture" => [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[4_000]],
        "utf-32" => Encoding.UTF32.GetBytes(Header + "1,A200000001,A200000002,Pop\n"),
        "pdf" => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n"),
        "cut-off.xlsx" => Archive("xl/workbook.xml", writer => writer.Write(new byte[1 << 16]))[..200],
        "archive.xlsx" => Archive("letter.txt", writer => writer.Write("no workbook"u8)),
        "bomb.xlsx" => Bomb(),
        "bomb.csv.gz" => Gzip(stream => Zeros(stream, 400 << 20, Header)),
        "cut-off.csv.gz" => Gzip(stream => stream.Write(Encoding.UTF8.GetBytes(Rows(5_000))))[..2_000],
        "twice" => Encoding.UTF8.GetBytes(Header + "1,A200000001,A200000002,Pop\n2,A200000001,A200000002,Caal\n"),
        "long" => Encoding.UTF8.GetBytes(Rows(50_001)),
        "too-large" => new byte[(20 << 20) + 1],
        _ => throw new ArgumentException(kind, nameof(kind)),
    };

    private static string Rows(int count)
    {
        StringBuilder rows = new(Header);
        for (int row = 0; row < count; row++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{row},A{200_000_000 + row},A{300_000_000 + row},Pop\n");
        }

        return rows.ToString();
    }

    /// <summary>Makes a workbook whose only sheet is a few hundred kilobytes, but hundreds of megabytes unpacked.</summary>
    private static byte[] Bomb()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"sheet.xml\"/></Relationships>");
            Add("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>");
            using Stream sheet = archive.CreateEntry("xl/sheet.xml").Open();
            Zeros(sheet, 400 << 20, "<worksheet><sheetData>");

            void Add(string name, string text)
            {
                using Stream part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Archive(string name, Action<Stream> write)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream part = archive.CreateEntry(name).Open();
            write(part);
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(Action<Stream> write)
    {
        using MemoryStream stream = new();
        using (GZipStream zip = new(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            write(zip);
        }

        return stream.ToArray();
    }

    private static void Zeros(Stream stream, long bytes, string beginning)
    {
        stream.Write(Encoding.UTF8.GetBytes(beginning));
        byte[] blanks = new byte[1 << 20];
        Array.Fill(blanks, (byte)' ');
        for (long written = 0; written < bytes; written += blanks.Length)
        {
            stream.Write(blanks);
        }
    }
}

/// <summary>A stream of zeros of a given length, made during the read.</summary>
internal sealed class Zeros(long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => _position = value; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = (int)Math.Min(count, length - _position);
        Array.Clear(buffer, offset, read);
        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = origin == SeekOrigin.Begin ? offset : throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
