using System.Text;
using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Intake.Formats.Agencies;

/// <summary>The formats on the agencies' real files, counted against a second, plainer reading of the same bytes.</summary>
public sealed class RealFilesTests
{
    [Fact]
    public void OrrSeparatedChildren_RealList_TakesEveryChildAndNoColumnLetters()
    {
        if (SharedData.Find("data/orr-separated-children/separation_data_set.csv") is not { } path)
        {
            return;
        }

        List<string[]> rows = PlainRows(path, ',');
        Imported imported = Imported.Of("orr-separated-children", path);

        imported.Rows.Should().Be(rows.Count - 1);
        imported.Rejected.Should().Be(62).And.Be(rows.Count(row => row[0] == "A"));
        imported.RejectReasons.Should().ContainSingle().Which.Key.Should().Contain("column letters");
        imported.Taken.Should().HaveCount(3108);
        Counts(imported, OrrSeparatedChildren.Outcome).Should().BeEquivalentTo(new Dictionary<string, int>
        {
            [OrrSeparatedChildren.ReunitedWithParent] = rows.Count(row => row[8].StartsWith("Reunited", StringComparison.Ordinal)),
            [OrrSeparatedChildren.DischargedOtherwise] = rows.Count(row => row[8].Contains("ther approp", StringComparison.Ordinal)),
            [OrrSeparatedChildren.InCare] = rows.Count(row => row[8].StartsWith("Still", StringComparison.Ordinal)),
        });
        Counts(imported, OrrSeparatedChildren.Outcome)[OrrSeparatedChildren.ReunitedWithParent].Should().Be(2192);
        Counts(imported, OrrSeparatedChildren.ReasonCode)["zero-tolerance"].Should().Be(2723);
        Counts(imported, OrrSeparatedChildren.SeparatedMonth)["2018-05"].Should().Be(rows.Count(row => row[3].StartsWith("5/", StringComparison.Ordinal) && row[3].EndsWith("/2018", StringComparison.Ordinal)));
        imported.Taken.Should().OnlyContain(row => row.ContainsKey("country_of_origin") || row.ContainsKey("age"));
        Counts(imported, "country_of_origin")["GT"].Should().Be(1657);
        rows.Skip(1).Where(row => row[0] != "A").GroupBy(row => string.Join('\u001F', row)).Sum(group => group.Count() - 1).Should().Be(23);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", Counts(imported, OrrSeparatedChildren.ReasonCode).OrderByDescending(entry => entry.Value)));
    }

    [Theory]
    [InlineData("data/ice-removals/SeattleAORExpeditedRemovals.csv", 6529)]
    [InlineData("data/ice-removals/SeattleAOROtherRemovals.csv", 20384)]
    public void IceRemovals_RealReleases_TakeEveryRowAndNoWithheldValue(string file, int rows)
    {
        if (SharedData.Find(file) is not { } path)
        {
            return;
        }

        List<string[]> plain = PlainRows(path, ',')[7..];
        Imported imported = Imported.Of("ice-removals", path);

        (imported.Rows, imported.Rejected).Should().Be((rows, 0));
        plain.Should().HaveCount(rows);
        imported.Filled.Should().NotContainKeys("date_of_birth", "event_number");
        Counts(imported, "gender")["M"].Should().Be(plain.Count(row => row[2] == "Male"));
        Counts(imported, "citizenship")["GT"].Should().Be(plain.Count(row => row[3] == "GUATEMALA"));
        imported.Persons.Should().OnlyContain(person => person.DepartedOn != null && person.ANumber == null && person.DateOfBirth == null);
        imported.Links.Should().BeEmpty();
    }

    [Theory]
    [InlineData("usbp-apprehensions", "data/usbp/USBP-BLW-SPW-Apprehensions.csv", 4711)]
    [InlineData("usbp-processed-subjects", "data/usbp/USBP-BLW-SPW-ProcessedSubjects.csv", 2573)]
    public void Usbp_RealReleases_TakeEveryRow(string format, string file, int rows)
    {
        if (SharedData.Find(file) is not { } path)
        {
            return;
        }

        List<string[]> plain = PlainRows(path, '|')[7..];
        Imported imported = Imported.Of(format, path);

        (imported.Rows, imported.Rejected).Should().Be((rows, 0));
        imported.Persons.Should().OnlyContain(person => person.EncounteredAt != null);
        Counts(imported, "citizenship")["MX"].Should().Be(plain.Count(row => row[7] == "MEXICO"));
        imported.Persons.Count(person => person.Role == AgencyRole.Minor).Should().Be(plain.Count(row => int.TryParse(row[2], out int age) && age < 18));
    }

    [Theory]
    [InlineData("usbp-processed-subjects", "data/usbp/USBP_BLW_ProcessedSubjects_I44.xlsx", 1214)]
    [InlineData("usbp-apprehensions", "data/usbp/USBP_BLW_SPW_PrincipalAPPs_I44.xlsx", 125)]
    public void Usbp_RealWorkbooks_TakeEveryRowAndExplainTheRest(string format, string file, int atMost)
    {
        if (SharedData.Find(file) is not { } path)
        {
            return;
        }

        List<List<string>> sheet = PlainSheet(path);
        int header = sheet.FindIndex(row => row.Contains("GENDER"));
        List<List<string>> rows = [.. sheet.Skip(header + 1).Where(row => row.Any(cell => cell.Length > 0))];
        int complete = rows.Count(row => row.Count(cell => cell.Length > 0) >= 3);

        Imported imported = Imported.Of(format, path);

        imported.Rows.Should().Be(rows.Count).And.BeLessThanOrEqualTo(atMost + 2);
        imported.Taken.Should().HaveCount(complete);
        imported.Rejected.Should().Be(rows.Count - complete);
    }

    [Fact]
    public void CbpEncounters_RealMonthlyCounts_TakeEveryRow()
    {
        if (SharedData.Find("data/usbp/cbp-nationwide-encounters-fy20-fy23-state.csv") is not { } path)
        {
            return;
        }

        List<string[]> plain = PlainRows(path, ',')[1..];
        Imported imported = Imported.Of("cbp-encounters", path);

        (imported.Rows, imported.Rejected).Should().Be((42532, 0));
        imported.Persons.Should().BeEmpty();
        imported.Taken.Sum(row => long.Parse(row["encounter_count"], System.Globalization.CultureInfo.InvariantCulture))
            .Should().Be(plain.Sum(row => long.Parse(row[8], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void RealFiles_NoneShowsWhoTheChildIsOrWhatTheParentDecided()
    {
        (string Format, string File)[] files =
        [
            ("orr-separated-children", "data/orr-separated-children/separation_data_set.csv"),
            ("ice-removals", "data/ice-removals/SeattleAOROtherRemovals.csv"),
            ("usbp-apprehensions", "data/usbp/USBP-BLW-SPW-Apprehensions.csv"),
        ];
        foreach ((string format, string file) in files)
        {
            if (SharedData.Find(file) is not { } path)
            {
                continue;
            }

            Imported imported = Imported.Of(format, path);
            Safeguard shown = AgencyFormat.All.Single(known => known.Name == format).Columns
                .Where(column => imported.Filled.ContainsKey(column.Name))
                .Aggregate(Safeguard.None, (all, column) => all | column.Proves);

            (shown & (Safeguard.ParentIdentity | Safeguard.ChildIdentity | Safeguard.FamilyLink | Safeguard.Screening | Safeguard.Decision | Safeguard.WhatWasTold))
                .Should().Be(Safeguard.None, format);
        }
    }

    [Fact]
    public void Cbp_EveryHeaderOfTheCodebook_IsKnownByItsName()
    {
        if (SharedData.Find("data/cbp-codebook/cbp_data_codebook.qmd") is not { } path)
        {
            return;
        }

        string format = "";
        int headers = 0;
        foreach (string line in File.ReadLines(path))
        {
            format = line switch
            {
                "#### Encounters Fields" or "#### Inadmissibles Fields" => "cbp-encounters",
                "#### Apprehensions" => "cbp-apprehensions",
                _ => format,
            };
            string[] cells = [.. line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim().Replace("\\", "", StringComparison.Ordinal))];
            if (format.Length == 0 || !line.StartsWith("| ", StringComparison.Ordinal) || cells.Length != 4 || cells[0] is "**Name**" or "source_file" or "source_sheet" or "")
            {
                continue;
            }

            AgencyFormat known = AgencyFormat.All.Single(candidate => candidate.Name == format);
            foreach (string header in cells[0].Contains("doj", StringComparison.Ordinal) ? [cells[2]] : cells[2].Split(", "))
            {
                headers++;
                int[] cellOf = known.Match([header]);
                known.Columns[Array.IndexOf(cellOf, 0)].Name.Should().Be(cells[0], $"{format} has the header {header}");
            }
        }

        headers.Should().BeGreaterThan(280);
    }

    private static Dictionary<string, int> Counts(Imported imported, string name) =>
        imported.Taken.Where(row => row.ContainsKey(name)).GroupBy(row => row[name]).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The obvious reader: one character at a time, everything in memory.</summary>
    private static List<string[]> PlainRows(string path, char separator)
    {
        string text = File.ReadAllText(path, Encoding.UTF8);
        List<string[]> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        bool quoted = false;
        foreach (char character in text)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character == separator)
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (!quoted && character == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                rows.Add([.. row]);
                row.Clear();
            }
            else if (character != '\r' || quoted)
            {
                cell.Append(character);
            }
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            row.Add(cell.ToString());
            rows.Add([.. row]);
        }

        return rows;
    }

    /// <summary>The first sheet as MiniExcel reads it.</summary>
    private static List<List<string>> PlainSheet(string path) =>
        [.. MiniExcelLibs.MiniExcel.Query(path).Cast<IDictionary<string, object?>>()
            .Select(row => row.Values.Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)?.Trim() ?? "").ToList())];
}
