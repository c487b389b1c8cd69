using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Database;

public sealed class CheckpointTests
{
    [Fact]
    public void LargeLog_IsMovedIntoTheDatabase_BesideTheWriters()
    {
        using TestDatabase test = new(Engine.Sqlite);
        using DatabaseConnection connection = test.Store.Connect();
        FileInfo file = new(test.Location.DatabaseFile);
        long before = file.Length;
        byte[] page = new byte[4_000_000];
        SqliteCheckpoint checkpoint = SqliteCheckpoint.Of(test.Location.DatabaseFile);
        for (int i = 0; i < 10; i++)
        {
            using DatabaseTransaction write = connection.BeginWrite();
            using SqlStatement insert = connection.Prepare("INSERT INTO raw_blocks (import_id, first_row, rows, content) VALUES (1, ?1, 1, ?2)");
            insert.Bind(1, i);
            insert.BindBlob(2, page);
            insert.Execute();
            write.Commit();
        }

        SpinWait.SpinUntil(() => checkpoint.Runs > 0, TimeSpan.FromSeconds(30)).Should().BeTrue("40 MB are more than the log may gather");
        file.Refresh();
        file.Length.Should().BeGreaterThan(before + 20_000_000);
    }
}
