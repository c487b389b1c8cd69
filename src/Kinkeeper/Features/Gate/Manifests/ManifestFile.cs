using System.Text;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Gate.Manifests;

/// <summary>
/// Reads a manifest from any system. A line that cannot be read is kept with its problem and never left out: the person on it is
/// held.
/// </summary>
public static class ManifestFile
{
    private static readonly string[] Columns =
        ["manifest", "record_id", "a_number", "given_names", "surnames", "date_of_birth", "departs_at", "port", "country"];

    /// <summary>Reads the lines in the file's order. Line 1 is the first data row.</summary>
    public static IReadOnlyList<ManifestLine> Read(string path)
    {
        using RowReader reader = RowReader.Open(path, cells => cells.Count(cell => Columns.Contains(Canonical(cell))) >= 2);
        int[] fields = [.. Columns.Select(column => reader.Header.ToList().FindIndex(cell => Canonical(cell) == column))];
        List<ManifestLine> lines = [];
        while (reader.Read())
        {
            int line = checked((int)reader.RowNumber);
            lines.Add(reader.Problem is { } problem
                ? new ManifestLine(line) { Problem = problem }
                : Parse(line, column => fields[column] < 0 ? default : reader.Text(fields[column]).Trim()));
        }

        return lines;
    }

    /// <summary>Parses one line from its cells, by column number. The API's JSON uses the same method.</summary>
    internal static ManifestLine Parse(int line, Func<int, string?> cell)
    {
        List<string> problems = [];
        string manifest = cell(0) ?? string.Empty;
        if (manifest.Length == 0)
        {
            problems.Add("manifest is empty");
        }

        ANumber? number = null;
        if (cell(2) is { Length: > 0 } numberText)
        {
            number = ANumber.TryParse(Encoding.UTF8.GetBytes(numberText), out ANumber known) ? known : null;
            if (number is null)
            {
                problems.Add("a_number is not an A-number of 7 to 9 digits");
            }
        }

        DateOnly? birth = null;
        if (cell(5) is { Length: > 0 } birthText)
        {
            if (PartialDate.TryParse(Encoding.UTF8.GetBytes(birthText), out PartialDate date))
            {
                birth = date.Exact;
            }
            else
            {
                problems.Add("date_of_birth is not a date such as 2009-11-30");
            }
        }

        if (!Instant.TryParse(Encoding.UTF8.GetBytes(cell(6) ?? string.Empty), out DateTimeOffset departsAt))
        {
            problems.Add("departs_at is not an instant with an offset, such as 2018-06-20T14:30:00-05:00");
        }

        return new ManifestLine(line)
        {
            Manifest = manifest,
            RecordId = cell(1) ?? string.Empty,
            ANumber = number,
            FoldedName = Codes.FoldedName(Encoding.UTF8.GetBytes(cell(3) ?? string.Empty), Encoding.UTF8.GetBytes(cell(4) ?? string.Empty)) ?? string.Empty,
            BirthDate = birth,
            DepartsAt = departsAt,
            Country = Codes.Country(Encoding.UTF8.GetBytes(cell(8) ?? string.Empty)) ?? string.Empty,
            Problem = problems.Count == 0 ? null : string.Join("; ", problems),
        };
    }

    private static string Canonical(string header) => header.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
