using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>The context over the embedded database. The model is the same as PostgreSQL's; only the migrations differ.</summary>
internal sealed class SqliteKinkeeperDb(DbContextOptions<SqliteKinkeeperDb> options) : KinkeeperDb(options)
{
    /// <summary>Completes what every context over this engine shares.</summary>
    internal static DbContextOptions<SqliteKinkeeperDb> Options(Action<DbContextOptionsBuilder<SqliteKinkeeperDb>> over)
    {
        DbContextOptionsBuilder<SqliteKinkeeperDb> builder = new();
        over(builder);
        return builder.AddInterceptors(SqlitePragmas.Interceptor).UseSnakeCaseNamingConvention().Options;
    }

    /// <summary>Lets <c>dotnet ef migrations add</c> build the model without starting the application.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteKinkeeperDb>
    {
        public SqliteKinkeeperDb CreateDbContext(string[] args) => new(Options(options => options.UseSqlite("Data Source=design-time.db")));
    }
}
