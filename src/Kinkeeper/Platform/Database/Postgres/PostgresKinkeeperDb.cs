using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>The context over PostgreSQL. The model is the same as SQLite's; only the migrations and the collation differ.</summary>
internal sealed class PostgresKinkeeperDb : KinkeeperDb
{
    public PostgresKinkeeperDb(DbContextOptions<PostgresKinkeeperDb> options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    /// <summary>Completes what every context over this engine shares.</summary>
    internal static DbContextOptions<PostgresKinkeeperDb> Options(Action<DbContextOptionsBuilder<PostgresKinkeeperDb>> over)
    {
        DbContextOptionsBuilder<PostgresKinkeeperDb> builder = new();
        over(builder);
        return builder.AddInterceptors(PostgresWriter.Interceptor, Listening.Interceptor).UseSnakeCaseNamingConvention().Options;
    }

    /// <summary>
    /// Sets the oldest version that we promise, and lets failures through as they are: the provider's own strategy hides those it
    /// takes for passing, and the gate tells failures of the database by their type.
    /// </summary>
    internal static void Configure(NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.SetPostgresVersion(PostgresEngine.OldestVersion, 0).ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies));

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // The order of code points, whatever the database's own: the order of SQLite's BINARY over UTF-8.
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<DateOnly>().UseCollation("C");
    }

    /// <summary>Lets a test hear what contexts run.</summary>
    private sealed class Listening : DbCommandInterceptor
    {
        public static readonly Listening Interceptor = new();

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            if (StatementTrace.Heard is { } heard)
            {
                heard($"{command.Connection!.Database} on {command.Connection.DataSource}", command.CommandText);
            }

            return result;
        }
    }

    /// <summary>Lets <c>dotnet ef migrations add</c> build the model without starting the application.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresKinkeeperDb>
    {
        public PostgresKinkeeperDb CreateDbContext(string[] args) => new(Options(options => options.UseNpgsql("Host=design-time", Configure)));
    }
}
