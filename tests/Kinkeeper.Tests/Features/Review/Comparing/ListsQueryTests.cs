using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Kinkeeper.Platform.Database;
using Kinkeeper.Tests.Platform.Web;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Review.Comparing;

/// <summary>
/// Checks that the page of two lists runs as many queries for forty rows as for four, even if it knows everybody in them.
/// </summary>
[Collection(nameof(StatementTrace))]
public sealed class ListsQueryTests
{
    [Fact]
    public async Task Page_RunsAsManyStatementsForFortyRowsAsForFour()
    {
        await using PagesScene scene = await PagesScene.OpenAsync(40);
        using HttpClient auditor = await scene.SignInAsync("auditor-demo");
        ConcurrentQueue<string> heard = [];
        await CompareAsync(auditor, 4);
        StatementTrace.Heard = (file, statement) =>
        {
            if (file == scene.DatabaseFile && !statement.StartsWith("PRAGMA", StringComparison.OrdinalIgnoreCase) && !statement.StartsWith("INSERT INTO access_record", StringComparison.Ordinal))
            {
                heard.Enqueue(statement);
            }
        };
        try
        {
            (int few, int many) = (int.MaxValue, int.MaxValue);
            for (int look = 0; look < 3; look++)
            {
                // Background jobs can only add statements.
                few = Math.Min(few, await CountAsync(4));
                many = Math.Min(many, await CountAsync(40));
            }

            few.Should().BePositive();
            many.Should().Be(few, string.Join('\n', heard.Distinct()));
        }
        finally
        {
            StatementTrace.Heard = null;
        }

        async Task<int> CountAsync(int rows)
        {
            heard.Clear();
            string page = await CompareAsync(auditor, rows);
            int statements = heard.Count;
            page.Should().Contain($"Rows changed: {rows}.").And.Contain("in the review</a>");
            page.Split("href=\"/families/").Length.Should().Be((2 * rows) + 1, "each row names a parent and a child who are known");
            return statements;
        }
    }

    private static async Task<string> CompareAsync(HttpClient http, int rows)
    {
        string token = Browser.TokenOf(await http.GetStringAsync(new Uri("/review/lists", UriKind.Relative), TestContext.Current.CancellationToken));
        using MultipartFormDataContent form = new()
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(List("claimed"))), "first", "first.csv" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(List("confirmed"))), "second", "second.csv" },
            { new StringContent("parent_record_id"), "key" },
        };
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/review/lists", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        string List(string status) => "parent_record_id,child_record_id,status\n" + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"cbp:{row},orr:{row},{status}\n")));
    }
}
