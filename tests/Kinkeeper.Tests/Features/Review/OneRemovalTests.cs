using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.Review;

/// <summary>Checks that a page about one removal, which reads only its people, gives the same finding as the review of everybody.</summary>
public sealed class OneRemovalTests
{
    private static readonly string[] Formats =
        ["encounters", "custody", "relationships", "screenings", "decisions", "statements", "plans", "removals"];

    [Theory]
    [InlineData(PolicyShelf.Default)]
    [InlineData(PolicyShelf.InForce)]
    public async Task Find_EachRemoval_GivesTheSameFindingAsTheReview(string policy)
    {
        using KinkeeperRun run = new();
        (await run.RunAsync("population", "make", "--families", "150", "--seed", "11", "--out", run.Folder["population"])).ExitCode.Should().Be(0);
        foreach (string format in Formats)
        {
            await run.ImportAsync(Path.Combine(run.Folder["population"], $"{format}.csv"), format);
        }

        await using WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        ReviewRemovals review = web.Services.GetRequiredService<ReviewRemovals>();
        ReviewResult all = review.Execute(new ReviewRequest(Policy: policy));
        all.Findings.Select(finding => finding.Class).Distinct().Should().HaveCountGreaterThan(3);
        foreach (RemovalFinding expected in all.Findings)
        {
            Words(review.Find(expected.Removal.RemovalId, policy)!).Should().Equal(Words(expected));
        }

        HashSet<string> counted = [.. all.Findings.Select(finding => finding.Removal.RemovalId)];
        string[] others = [.. RemovalIds(web.Services.GetRequiredService<Store>()).Where(id => !counted.Contains(id)), "no-such-removal"];
        others.Should().HaveCountGreaterThan(1);
        others.Should().AllSatisfy(id => review.Find(id, policy).Should().BeNull());
    }

    private static string[] Words(RemovalFinding finding) =>
        [$"{finding.Removal} {finding.ParentKey}", .. finding.Children.Select(child => $"{child.Family.Child.Key} {child.Class} {child.Honored} {string.Join(',', Defect.Codes(child.Defects))} {child.Decision?.DecisionId} {child.Wish} {child.JourneyTogether}")];

    private static List<string> RemovalIds(Store store)
    {
        using DatabaseConnection opened = store.Connect();
        Microsoft.Data.Sqlite.SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT removal_id FROM removals";
        using Microsoft.Data.Sqlite.SqliteDataReader reader = command.ExecuteReader();
        List<string> ids = [];
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
