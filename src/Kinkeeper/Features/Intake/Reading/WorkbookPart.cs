using System.Globalization;
using System.Xml;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>Reads one XML part of a workbook forwards. Never collects more than a row may hold.</summary>
internal sealed class WorkbookPart(XmlReader xml, BoundedStream stream, string path, ReadingLimits limits) : IDisposable
{
    private readonly char[] _chunk = new char[4096];

    /// <summary>Expanded bytes of the part read so far.</summary>
    public long Position => stream.Position;

    /// <summary>The last row that was started, for the refusal if the part breaks off.</summary>
    public long Row { get; set; }

    public bool Read()
    {
        try
        {
            bool read = xml.Read();
            stream.Progressed();
            return xml.Depth <= limits.XmlDepth
                ? read
                : throw ReadingRefusals.Unwieldy(path, $"its elements are nested more than {limits.XmlDepth} deep, which no workbook needs");
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or IOException)
        {
            throw ReadingRefusals.Broken(path, Row, broken);
        }
    }

    public bool IsElement(string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    public bool IsEndOf(string name) => xml.NodeType == XmlNodeType.EndElement && xml.LocalName == name;

    public bool IsEmpty => xml.IsEmptyElement;

    public string? Attribute(string name) => xml.GetAttribute(name);

    public string? Attribute(string name, string space) => xml.GetAttribute(name, space);

    /// <summary>Appends the text of the current element and reads up to its end.</summary>
    /// <returns>False if it is longer than a row may be. The rest is then skipped.</returns>
    public bool ReadText(string element, RowCells into)
    {
        bool fits = true;
        if (xml.IsEmptyElement)
        {
            return fits;
        }

        while (Read() && !IsEndOf(element))
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
            {
                continue;
            }

            try
            {
                int read;
                while ((read = xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
                {
                    stream.Progressed();
                    fits &= into.Bytes + read <= limits.RecordBytes;
                    if (fits)
                    {
                        AppendUnescaped(_chunk.AsSpan(0, read), into);
                    }
                }
            }
            catch (Exception broken) when (broken is XmlException or InvalidDataException or IOException)
            {
                throw ReadingRefusals.Broken(path, Row, broken);
            }
        }

        return fits;
    }

    /// <summary>Appends the text of all runs in the current element, without phonetic guides, and reads up to its end.</summary>
    public bool ReadRichText(string element, RowCells into)
    {
        bool fits = true;
        if (xml.IsEmptyElement)
        {
            return fits;
        }

        bool phonetic = false;
        while (Read() && !IsEndOf(element))
        {
            if (IsElement("rPh"))
            {
                phonetic = !xml.IsEmptyElement;
            }
            else if (IsEndOf("rPh"))
            {
                phonetic = false;
            }
            else if (IsElement("t") && !phonetic)
            {
                fits &= ReadText("t", into);
            }
        }

        return fits;
    }

    public void Dispose() => xml.Dispose();

    /// <summary>
    /// Appends text and decodes <c>_xHHHH_</c>, which encodes characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
    /// </summary>
    private static void AppendUnescaped(ReadOnlySpan<char> text, RowCells into)
    {
        int escape;
        while ((escape = text.IndexOf("_x", StringComparison.Ordinal)) >= 0)
        {
            if (text.Length >= escape + 7
                && text[escape + 6] == '_'
                && ushort.TryParse(text.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                into.Append(text[..escape]);
                into.Append([(char)code]);
                text = text[(escape + 7)..];
            }
            else
            {
                into.Append(text[..(escape + 2)]);
                text = text[(escape + 2)..];
            }
        }

        into.Append(text);
    }
}
