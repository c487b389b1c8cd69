using System.Globalization;
using CsCheck;
using Kinkeeper.Features.Review.Report;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Review.Report;

public sealed class ReviewReportTests
{
    private const string Encounters = "source,record_id,a_number,given_names,surnames,date_of_birth,role\n";

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.xlsx")]
    [InlineData("report.csv")]
    public async Task Report_OfTheSameInputs_IsTheSameBytes(string name)
    {
        using KinkeeperRun kinkeeper = new();
        await ImportOneUndocumentedAsync(kinkeeper);
        string first = kinkeeper.Folder["a-" + name];
        string second = kinkeeper.Folder["b-" + name];

        (await kinkeeper.RunAsync("review", "--report", first)).ExitCode.Should().Be(0);
        (await kinkeeper.RunAsync("review", "--report", second)).ExitCode.Should().Be(0);

        new FileInfo(first).Length.Should().BeGreaterThan(100);
        if (!name.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            File.ReadAllBytes(first).Should().Equal(File.ReadAllBytes(second));
        }
    }

    [Fact]
    public async Task Report_AsPage_SaysAtLeast_HasATableForEachChart_AndLoadsNothing()
    {
        using KinkeeperRun kinkeeper = new();
        await ImportOneUndocumentedAsync(kinkeeper);
        string file = kinkeeper.Folder["report.html"];
        await kinkeeper.RunAsync("review", "--report", file);

        string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        page.Should().Contain("At least 1").And.Contain("without any record of what they wanted");
        page.Should().NotContain("http://").And.NotContain("https://").And.NotContain("<script");
        Count(page, "role=\"img\"").Should().BeLessThanOrEqualTo(Count(page, "<table"));
        page.Should().Contain("Working report for an auditor").And.NotContain("Synthetic data");
    }

    [Fact]
    public async Task Report_ForPublication_WithholdsSmallCounts()
    {
        using KinkeeperRun kinkeeper = new();
        await ImportOneUndocumentedAsync(kinkeeper);
        string file = kinkeeper.Folder["report.csv"];
        await kinkeeper.RunAsync("review", "--report", file, "--publish");

        string report = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        report.Should().Contain("Classes,Nobody recorded what the parent wanted,Parents,withheld");
        report.Should().NotContain("At least 1 parents").And.NotContain("period: 1.");
    }

    [Fact]
    public async Task Report_OnSyntheticData_SaysSo()
    {
        using KinkeeperRun kinkeeper = new();
        kinkeeper.Folder.Write("SYNTHETIC.txt", "nobody here exists");
        await ImportOneUndocumentedAsync(kinkeeper);
        string file = kinkeeper.Folder["report.html"];
        VerbAnswer answer = await kinkeeper.RunAsync("review", "--report", file);

        answer.Output.Should().StartWith("SYNTHETIC DATA");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Should().Contain("Synthetic data: nobody in it exists");
    }

    [Fact]
    public async Task Report_OfAnUnknownKind_IsRefusedBeforeTheReview()
    {
        using KinkeeperRun kinkeeper = new();
        VerbAnswer answer = await kinkeeper.RunAsync("review", "--report", kinkeeper.Folder["report.pdf"]);

        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain(".html, .xlsx or .csv");
    }

    [Fact]
    public void Suppression_ShowsNoSmallCell_AndNoneThatFollowsFromATotal()
    {
        Gen.Select(Gen.Int[2, 6], Gen.Int[2, 6]).SelectMany((rows, columns) => Gen.Long[0, 40].Array[columns].Array[rows]).Sample(cells =>
        {
            int width = cells[0].Length;
            List<ReportRow> rows = [.. cells.Select((row, i) => new ReportRow(i.ToString(CultureInfo.InvariantCulture), [.. row.Select(cell => (long?)cell), row.Sum()]))];
            rows.Add(new ReportRow("All", [.. Enumerable.Range(0, width + 1).Select(column => (long?)rows.Sum(row => row.Numbers[column]))]));
            ReportTable shown = Suppression.Apply(new ReportTable("t", "t", [.. Enumerable.Range(0, width + 2).Select(i => $"c{i}")], rows));

            foreach (ReportRow row in shown.Rows)
            {
                row.Numbers.Should().NotContain(number => number >= 1 && number <= 10);
                Withheld(row.Numbers).Should().NotBe(1);
            }

            for (int column = 0; column <= width; column++)
            {
                Withheld([.. shown.Rows.Select(row => row.Numbers[column])]).Should().NotBe(1);
            }
        });

        // A single withheld number could be computed from the others. If all others are zero, the total reveals it, so the total is
        // withheld too.
        static int Withheld(IReadOnlyList<long?> numbers) => numbers.Count(number => number is null);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static async Task ImportOneUndocumentedAsync(KinkeeperRun kinkeeper)
    {
        await kinkeeper.ImportTextAsync("encounters", Encounters + "ice,ice:1,A201000001,Eva,Pop,1990-01-02,adult\norr,orr:2,A201000002,Ana,Pop,2010-01-02,minor\n");
        await kinkeeper.ImportTextAsync("relationships", "source,parent_record_id,child_record_id,kind,basis,as_of,status\norr,ice:1,orr:2,parent,stated,2018-04-01,confirmed\n");
        await kinkeeper.ImportTextAsync("removals", "removal_id,record_id,status,departs_at,port,country,manifest\nR1,ice:1,executed,2018-05-01T10:00:00Z,AXN,GT,\n");
    }
}
