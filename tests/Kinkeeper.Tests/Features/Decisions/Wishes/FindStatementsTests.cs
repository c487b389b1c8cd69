using Kinkeeper.Features.Decisions.Wishes;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.Decisions.Wishes;

/// <summary>
/// Tests the order of unread statements, earliest departure first. No statement is left out or shown twice between parts.
/// </summary>
public sealed class FindStatementsTests
{
    private static readonly Account Analyst = new("analyst-1", "A", AccountRole.TaskForceAnalyst);

    private static readonly (string Record, string Text)[] Said =
    [
        ("x:5", "of nobody leaving"),
        ("x:2", "of the later"),
        ("x:3", "of the soonest"),
        ("x:1", "of somebody who left"),
        ("x:3", "also of the soonest"),
        ("x:4", "of somebody whose departure was called off"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Unread_ByDepartureThenStatement_ListsEachOnce(int most)
    {
        using KinkeeperRun run = new();
        await using WebApplication web = await OpenAsync(run);
        FindStatements statements = web.Services.GetRequiredService<FindStatements>();
        List<string> texts = [];
        StatementMark? next = null;
        do
        {
            (IReadOnlyList<StatementSheet> part, next) = statements.Unread(Analyst, next, most);
            texts.AddRange(part.Select(sheet => sheet.Text));
        }
        while (next is not null);

        texts.Should().Equal("of the soonest", "also of the soonest", "of the later", "of nobody leaving", "of somebody who left", "of somebody whose departure was called off");
        statements.CountUnread().Should().Be(texts.Count);
    }

    [Fact]
    public async Task Unread_AfterAMarkOrADeparture_IsUpdated()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = await OpenAsync(run);
        FindStatements statements = web.Services.GetRequiredService<FindStatements>();
        StatementSheet first = statements.Unread(Analyst, null, 1).Statements.Single();
        web.Services.GetRequiredService<ReadStatements>().Mark(first.Statement, Wish.Unclear, "analyst-1");
        statements.Unread(Analyst, null, 1).Statements.Single().Text.Should().Be("also of the soonest");
        run.Clock.Advance(TimeSpan.FromDays(2));
        statements.Unread(Analyst, null, 10).Statements.Select(sheet => sheet.Text).Should().StartWith("of the later").And.OnlyHaveUniqueItems();
    }

    private static async Task<WebApplication> OpenAsync(KinkeeperRun run)
    {
        await run.ImportTextAsync("encounters", "source,record_id,role\n" + string.Concat(Enumerable.Range(1, 5).Select(i => $"x,x:{i},adult\n")));
        await run.ImportTextAsync(
            "removals",
            "removal_id,record_id,status,departs_at,country\nR1,x:1,executed,2025-06-01T00:00:00Z,GT\nR2,x:2,planned,2026-01-09T00:00:00Z,GT\nR3,x:3,planned,2026-01-03T00:00:00Z,GT\nR4,x:4,cancelled,2026-01-03T00:00:00Z,GT\n");
        await run.ImportTextAsync(
            "statements",
            "record_id,made_at,recorded_at,kind,author,text,wish\n" + string.Concat(Said.Select(said => $"{said.Record},2025-12-01T00:00:00Z,2025-12-01T00:00:00Z,letter,,{said.Text},\n")));
        return KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
    }
}
