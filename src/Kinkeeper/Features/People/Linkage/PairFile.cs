using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Train;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>A CSV file of pairs of ids.</summary>
internal static class PairFile
{
    public static IReadOnlyCollection<(string First, string Second)> Read(string path)
    {
        Table table = CsvTable.Read(path);
        (string left, string right) = (Column(table, path, "id_l"), Column(table, path, "id_r"));
        List<(string, string)> pairs = [];
        for (int row = 0; row < table.Rows; row++)
        {
            pairs.Add((Id(table, path, row, left), Id(table, path, row, right)));
        }

        return pairs;
    }

    /// <summary>Reads known pairs. A column <c>match</c> holds yes or no; without it every pair matches.</summary>
    public static IReadOnlyList<LabelledPair> ReadLabels(string path)
    {
        Table table = CsvTable.Read(path);
        (string left, string right) = (Column(table, path, "id_l"), Column(table, path, "id_r"));
        bool told = table.ColumnNames.Contains("match", StringComparer.OrdinalIgnoreCase);
        List<LabelledPair> labels = [];
        for (int row = 0; row < table.Rows; row++)
        {
            bool matches = !told || table.Value(row, "match") switch
            {
                "yes" or "1" or "true" => true,
                "no" or "0" or "false" => false,
                string other => throw new RefusalException("label-unknown", $"Line {row + 2} of {path} has \"{other}\" in the column match. Write yes or no."),
                null => throw new RefusalException("label-unknown", $"Line {row + 2} of {path} is empty in the column match. Write yes or no."),
            };
            labels.Add(new LabelledPair(Id(table, path, row, left), Id(table, path, row, right), matches));
        }

        return labels;
    }

    private static string Column(Table table, string path, string name) => table.ColumnNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? name
        : throw new RefusalException("column-missing", $"{path} has no column \"{name}\"; it has {string.Join(", ", table.ColumnNames)}.");

    private static string Id(Table table, string path, int row, string column) => table.Value(row, column)
        ?? throw new RefusalException("id-missing", $"Line {row + 2} of {path} has no {column}. Give both ids of every pair.");
}
