using System.Text;
using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Tests.Features.Intake.Reading;

namespace Kinkeeper.Tests.Features.Intake.Formats.Agencies;

/// <summary>The result of reading a file with a format.</summary>
internal sealed class Imported
{
    public long Rows { get; private set; }

    public List<Dictionary<string, string>> Taken { get; } = [];

    public List<AgencyPerson> Persons { get; } = [];

    public List<AgencyLink> Links { get; } = [];

    public Dictionary<string, int> RejectReasons { get; } = [];

    /// <summary>The number of filled cells of each column, by name.</summary>
    public Dictionary<string, int> Filled { get; } = [];

    public int Rejected { get; private set; }

    public static Imported Of(string format, string path)
    {
        AgencyFormat known = AgencyFormat.All.Single(candidate => candidate.Name == format);
        using RowReader reader = RowReader.Open(path, known.IsHeader);
        AgencyRow row = new(known, reader);
        Imported imported = new();
        while (reader.Read())
        {
            imported.Rows++;
            row.Take();
            for (int column = 0; column < known.Columns.Count; column++)
            {
                if (row.IsFilled(column))
                {
                    imported.Filled[known.Columns[column].Name] = imported.Filled.GetValueOrDefault(known.Columns[column].Name) + 1;
                }
            }

            foreach (string reason in row.Rejects.Select(reject => $"{reject.Column}: {reject.Reason}").Take(1))
            {
                imported.Rejected++;
                imported.RejectReasons[reason] = imported.RejectReasons.GetValueOrDefault(reason) + 1;
            }

            if (row.Rejects.Count == 0)
            {
                imported.Taken.Add(row.Values.GroupBy(value => value.Name).ToDictionary(values => values.Key, values => values.First().Value));
                imported.Persons.AddRange(row.Persons);
                imported.Links.AddRange(row.Links);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(path)} as {format}: {imported.Rows} rows, {imported.Rejected} rejected");
        foreach ((string reason, int count) in imported.RejectReasons)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"  {count} × {reason}");
        }

        return imported;
    }

    public static Imported OfText(string format, string content)
    {
        using FileOnDisk file = new("table.csv", Encoding.UTF8.GetBytes(content));
        return Of(format, file.Path);
    }
}
