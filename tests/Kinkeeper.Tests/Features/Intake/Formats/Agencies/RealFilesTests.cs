using System.Text;
using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Tests.Features.Intake.Reading;
using Kinkeeper.Tests.Support;
using MiniExcelLibs;

namespace Kinkeeper.Tests.Features.Intake.Formats.Agencies;

/// <summary>
/// Reads agencies' files and compares the counts with a second, simpler reading of the same bytes. Each test reads a small invented file
/// that is laid out like the agency's. It also reads the real file if that is available.
/// </summary>
public sealed class RealFilesTests
{
    private const string OrrList = "tests/data/intake/orr-separated-children.csv";
    private const string OrrRealList = "../shared/data/orr-separated-children/separation_data_set.csv";
    private const string Removals = "tests/data/intake/ice-removals.csv";
    private const string RealRemovals = "../shared/data/ice-removals/SeattleAOROtherRemovals.csv";
    private const string Apprehensions = "tests/data/intake/usbp-apprehensions.csv";
    private const string RealApprehensions = "../shared/data/usbp/USBP-BLW-SPW-Apprehensions.csv";

    [Theory]
    [InlineData(OrrList, 7, 2, 3, 4, 3, 1)]
    [InlineData(OrrRealList, 3108, 62, 2192, 2723, 1657, 23)]
    public void OrrSeparatedChildren_List_TakesEveryChildAndNoColumnLetters(
        string file, int children, int letters, int reunited, int zeroTolerance, int guatemalan, int repeated)
    {
        string path = SharedData.Require(file);
        List<string[]> rows = PlainRows(path, ',');
        Imported imported = Imported.Of("orr-separated-children", path);

        imported.Rows.Should().Be(rows.Count - 1);
        imported.Rejected.Should().Be(letters).And.Be(rows.Count(row => row[0] == "A"));
        imported.RejectReasons.Should().ContainSingle().Which.Key.Should().Contain("column letters");
        imported.Taken.Should().HaveCount(children);
        Counts(imported, OrrSeparatedChildren.Outcome).Should().BeEquivalentTo(new Dictionary<string, int>
        {
            [OrrSeparatedChildren.ReunitedWithParent] = rows.Count(row => row[8].StartsWith("Reunited", StringComparison.Ordinal)),
            [OrrSeparatedChildren.DischargedOtherwise] = rows.Count(row => row[8].Contains("ther approp", StringComparison.Ordinal)),
            [OrrSeparatedChildren.InCare] = rows.Count(row => row[8].StartsWith("Still", StringComparison.Ordinal)),
        });
        Counts(imported, OrrSeparatedChildren.Outcome)[OrrSeparatedChildren.ReunitedWithParent].Should().Be(reunited);
        Counts(imported, OrrSeparatedChildren.ReasonCode)["zero-tolerance"].Should().Be(zeroTolerance);
        Counts(imported, OrrSeparatedChildren.SeparatedMonth)["2018-05"].Should().Be(
            rows.Count(row => row[3].StartsWith("5/", StringComparison.Ordinal) && row[3].EndsWith("/2018", StringComparison.Ordinal)));
        imported.Taken.Should().OnlyContain(row => row.ContainsKey("country_of_origin") || row.ContainsKey("age"));
        Counts(imported, "country_of_origin")["GT"].Should().Be(guatemalan);
        rows.Skip(1).Where(row => row[0] != "A").GroupBy(row => string.Join('\u001F', row)).Sum(group => group.Count() - 1).Should().Be(repeated);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join("\n", Counts(imported, OrrSeparatedChildren.ReasonCode).OrderByDescending(entry => entry.Value)));
    }

    [Theory]
    [InlineData(Removals, 4)]
    [InlineData("../shared/data/ice-removals/SeattleAORExpeditedRemovals.csv", 6529)]
    [InlineData(RealRemovals, 20384)]
    public void IceRemovals_Release_TakesEveryRowAndNoWithheldValue(string file, int rows)
    {
        string path = SharedData.Require(file);
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
    [InlineData("usbp-apprehensions", Apprehensions, 4)]
    [InlineData("usbp-processed-subjects", "tests/data/intake/usbp-processed-subjects.csv", 3)]
    [InlineData("usbp-apprehensions", RealApprehensions, 4711)]
    [InlineData("usbp-processed-subjects", "../shared/data/usbp/USBP-BLW-SPW-ProcessedSubjects.csv", 2573)]
    public void Usbp_Release_TakesEveryRow(string format, string file, int rows)
    {
        string path = SharedData.Require(file);
        List<string[]> plain = PlainRows(path, '|')[7..];
        Imported imported = Imported.Of(format, path);

        (imported.Rows, imported.Rejected).Should().Be((rows, 0));
        imported.Persons.Should().OnlyContain(person => person.EncounteredAt != null);
        Counts(imported, "citizenship")["MX"].Should().Be(plain.Count(row => row[7] == "MEXICO"));
        imported.Persons.Count(person => person.Role == AgencyRole.Minor).Should().Be(plain.Count(row => int.TryParse(row[2], out int age) && age < 18));
    }

    [Fact]
    public void Usbp_Workbook_TakesEveryRowAndExplainsTheRest()
    {
        string[][] sheet =
        [
            ["Invented Border Patrol sectors", "", "", "", "", "", "", ""],
            ["APP_DT_TIME", "SECTOR", "APP_AGE", "GENDER", "COMPLEXION", "HAIR_COLOR", "EYE_COLOR", "CITIZENSHIP"],
            ["1/5/2012 9:15:00 AM", "BLW", "34", "Male", "MED", "BLK", "BRO", "MEXICO"],
            ["1/6/2012 11:05:00 PM", "SPW", "11", "Female", "", "BRO", "BRO", "HONDURAS"],
            ["A note of the agency that is below the table", "", "", "", "", "", "", ""],
        ];
        using FileOnDisk file = new("subjects.xlsx", stream => stream.SaveAs(
            sheet.Select(row => row.Select((cell, column) => (cell, column)).ToDictionary(cell => $"c{cell.column}", object (cell) => cell.cell)),
            printHeader: false));

        ReadWorkbook("usbp-apprehensions", file.Path, taken: 2, rejected: 1);
    }

    [Theory]
    [InlineData("usbp-processed-subjects", "../shared/data/usbp/USBP_BLW_ProcessedSubjects_I44.xlsx", 1214)]
    [InlineData("usbp-apprehensions", "../shared/data/usbp/USBP_BLW_SPW_PrincipalAPPs_I44.xlsx", 125)]
    public void Usbp_RealWorkbooks_TakeEveryRowAndExplainTheRest(string format, string file, int atMost) =>
        ReadWorkbook(format, SharedData.Require(file)).Rows.Should().BeLessThanOrEqualTo(atMost + 2);

    [Theory]
    [InlineData("tests/data/intake/cbp-encounters-monthly.csv", 3)]
    [InlineData("../shared/data/usbp/cbp-nationwide-encounters-fy20-fy23-state.csv", 42532)]
    public void CbpEncounters_MonthlyCounts_TakeEveryRow(string file, int rows)
    {
        string path = SharedData.Require(file);
        List<string[]> plain = PlainRows(path, ',')[1..];
        Imported imported = Imported.Of("cbp-encounters", path);

        (imported.Rows, imported.Rejected).Should().Be((rows, 0));
        imported.Persons.Should().BeEmpty();
        imported.Taken.Sum(row => long.Parse(row["encounter_count"], System.Globalization.CultureInfo.InvariantCulture))
            .Should().Be(plain.Sum(row => long.Parse(row[8], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("orr-separated-children", OrrList)]
    [InlineData("ice-removals", Removals)]
    [InlineData("usbp-apprehensions", Apprehensions)]
    [InlineData("orr-separated-children", OrrRealList)]
    [InlineData("ice-removals", RealRemovals)]
    [InlineData("usbp-apprehensions", RealApprehensions)]
    public void Release_DoesNotShowWhoTheChildIsOrWhatTheParentDecided(string format, string file)
    {
        Imported imported = Imported.Of(format, SharedData.Require(file));
        Safeguard shown = AgencyFormat.All.Single(known => known.Name == format).Columns
            .Where(column => imported.Filled.ContainsKey(column.Name))
            .Aggregate(Safeguard.None, (all, column) => all | column.Proves);

        Safeguard missing = Safeguard.ParentIdentity | Safeguard.ChildIdentity | Safeguard.FamilyLink
            | Safeguard.Screening | Safeguard.Decision | Safeguard.WhatWasTold;
        (shown & missing).Should().Be(Safeguard.None);
    }

    [Fact]
    public void Cbp_EveryHeaderOfTheTable_IsKnownByItsName()
    {
        int headers = 0;
        foreach (string[] row in PlainRows(Repository.Locate("src/Kinkeeper/Features/Intake/Formats/Agencies/CbpColumns.csv"), ',').Skip(1))
        {
            AgencyFormat known = AgencyFormat.All.Single(candidate => candidate.Name == (row[0] == "Apprehensions" ? "cbp-apprehensions" : "cbp-encounters"));
            foreach (string header in row[4].Split(';'))
            {
                headers++;
                int[] cellOf = known.Match([header]);
                known.Columns[Array.IndexOf(cellOf, 0)].Name.Should().Be(row[1], $"{known.Name} has the header {header}");
            }
        }

        headers.Should().BeGreaterThan(280);
    }

    /// <summary>Reads the codebook itself, to check the table that was made from it.</summary>
    [Fact]
    public void Cbp_EveryHeaderOfTheCodebook_IsKnownByItsName()
    {
        string path = SharedData.Require("../shared/data/cbp-codebook/cbp_data_codebook.qmd");
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

    private static Imported ReadWorkbook(string format, string path, int? taken = null, int? rejected = null)
    {
        List<List<string>> sheet = PlainSheet(path);
        int header = sheet.FindIndex(row => row.Contains("GENDER"));
        List<List<string>> rows = [.. sheet.Skip(header + 1).Where(row => row.Any(cell => cell.Length > 0))];
        int complete = rows.Count(row => row.Count(cell => cell.Length > 0) >= 3);
        Imported imported = Imported.Of(format, path);

        imported.Rows.Should().Be(rows.Count);
        imported.Taken.Should().HaveCount(taken ?? complete).And.HaveCount(complete);
        imported.Rejected.Should().Be(rejected ?? rows.Count - complete).And.Be(rows.Count - complete);
        return imported;
    }

    private static Dictionary<string, int> Counts(Imported imported, string name) =>
        imported.Taken.Where(row => row.ContainsKey(name)).GroupBy(row => row[name]).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Reads rows in the simplest way: one character at a time, everything in memory.</summary>
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

    /// <summary>Reads the first sheet with MiniExcel.</summary>
    private static List<List<string>> PlainSheet(string path) =>
        [.. MiniExcel.Query(path).Cast<IDictionary<string, object?>>()
            .Select(row => row.Values.Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)?.Trim() ?? "").ToList())];
}
