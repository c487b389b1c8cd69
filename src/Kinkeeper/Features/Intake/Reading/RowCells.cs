using System.Text;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>The cells of one row as UTF-8, for formats that store cells instead of lines. Reused for every row.</summary>
internal sealed class RowCells
{
    private byte[] _bytes = new byte[4096];
    private int _length;
    private int[] _ends = new int[64];
    private byte[] _raw = new byte[4096];

    public int Count { get; private set; }

    public int Bytes => _length;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
            {
                return default;
            }

            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    public void Clear()
    {
        Count = 0;
        _length = 0;
    }

    /// <summary>Adds empty cells until there are <paramref name="count"/>.</summary>
    public void PadTo(int count)
    {
        while (Count < count)
        {
            EndCell();
        }
    }

    public void Append(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(_length));
        _length += utf8.Length;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    public void EndCell()
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }

        _ends[Count++] = _length;
    }

    public bool IsBlank => !_bytes.AsSpan(0, _length).ContainsAnyExcept(" \t\r\n"u8);

    public string[] ToStrings()
    {
        string[] texts = new string[Count];
        for (int index = 0; index < Count; index++)
        {
            texts[index] = Encoding.UTF8.GetString(this[index]).Trim();
        }

        return texts;
    }

    /// <summary>Returns the cells as one CSV record.</summary>
    public ReadOnlySpan<byte> ToCsv()
    {
        int most = (_length * 2) + (Count * 3);
        if (_raw.Length < most)
        {
            _raw = new byte[most];
        }

        int written = 0;
        for (int index = 0; index < Count; index++)
        {
            if (index > 0)
            {
                _raw[written++] = (byte)',';
            }

            ReadOnlySpan<byte> cell = this[index];
            if (!cell.ContainsAny(",\"\r\n"u8))
            {
                cell.CopyTo(_raw.AsSpan(written));
                written += cell.Length;
                continue;
            }

            _raw[written++] = (byte)'"';
            foreach (byte value in cell)
            {
                _raw[written++] = value;
                if (value == '"')
                {
                    _raw[written++] = value;
                }
            }

            _raw[written++] = (byte)'"';
        }

        return _raw.AsSpan(0, written);
    }

    private void Reserve(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }
    }
}
