using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Records.Values;

/// <summary>Reads the tables of codes that are embedded in the program. They are CSV files next to the code that uses them.</summary>
internal static class EmbeddedTable
{
    /// <param name="name">File name, for example <c>Countries.csv</c>.</param>
    /// <returns>The rows without their header.</returns>
    public static List<string[]> Read(string name)
    {
        System.Reflection.Assembly assembly = typeof(EmbeddedTable).Assembly;
        string resource = assembly.GetManifestResourceNames().Single(candidate => candidate.EndsWith($".{name}", StringComparison.Ordinal));
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        List<string[]> rows = [];
        CsvRecord record = new((byte)',', (byte)'\n', 64);
        for (int at = 0; at < bytes.Length; at += record.Consumed)
        {
            ReadOnlySpan<byte> data = bytes.AsSpan(at);
            record.Scan(data, final: true, data.Length);
            if (at > 0 && record.Length > 0)
            {
                string[] cells = new string[record.Count];
                for (int index = 0; index < cells.Length; index++)
                {
                    cells[index] = System.Text.Encoding.UTF8.GetString(data.Slice(record[index].Start, record[index].Length));
                }

                rows.Add(cells);
            }
        }

        return rows;
    }
}
