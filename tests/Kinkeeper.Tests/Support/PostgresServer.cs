using System.Diagnostics;
using Npgsql;

namespace Kinkeeper.Tests.Support;

/// <summary>
/// A PostgreSQL server of this test process: on a private socket, in a folder that goes away, started by the first test that
/// needs it and stopped when the process ends, however it ends.
/// </summary>
public sealed class PostgresServer
{
    private const string User = "kinkeeper";

    private static readonly Lazy<PostgresServer?> Running = new(() => Binaries() is { } binaries ? new PostgresServer(binaries) : null);

    private readonly string _folder = Directory.CreateTempSubdirectory("kinkeeper-postgres-").FullName;
    private readonly string _binaries;
    private readonly Process _server;
    private int _databases;
    private string? _said;

    private PostgresServer(string binaries)
    {
        _binaries = binaries;
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", ["postgres", _folder]);
        }

        // An order of words that differs from the order of code points, so that a forgotten collation is seen.
        Run("setpriv", [.. AsUser(), Path.Combine(binaries, "initdb"), "-D", Data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--no-sync"]);
        _server = StartForLife();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        WaitUntilItAnswers();
    }

    /// <summary>The server; skips the calling test on a machine that has none.</summary>
    public static PostgresServer Required
    {
        get
        {
            if (Running.Value is null)
            {
                Assert.Skip("PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/initdb. Install it with: apt-get install postgresql");
            }

            return Running.Value!;
        }
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The connection string of a database of this server.</summary>
    public string ConnectionString(string database) => $"Host={_folder};Username={User};Database={database};Maximum Pool Size=50";

    /// <summary>Makes a database and returns its name.</summary>
    /// <param name="template">The database that it is a copy of; null for an empty one.</param>
    public string Create(string? template = null)
    {
        string name = $"test_{Interlocked.Increment(ref _databases)}";
        Execute($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return name;
    }

    /// <summary>Removes a database, and whatever is still connected to it.</summary>
    public void Drop(string database)
    {
        using (NpgsqlConnection of = new(ConnectionString(database)))
        {
            NpgsqlConnection.ClearPool(of);
        }

        Execute($"DROP DATABASE {database} WITH (FORCE)");
    }

    private static string? Binaries() => !Directory.Exists("/usr/lib/postgresql")
        ? null
        : Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));

    /// <summary>The server refuses to run as root.</summary>
    private static string[] AsUser() => Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static void Run(string program, IEnumerable<string> arguments)
    {
        using Process process = Start(program, arguments);
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {said}");
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    })!;

    /// <summary>The system tells the server when the thread that started it ends, so that thread lives as long as the process.</summary>
    private Process StartForLife()
    {
        TaskCompletionSource<Process> started = new();
        new Thread(() =>
        {
            Process server = Start("setpriv", [
                .. AsUser(), "--pdeathsig", "SIGINT", Path.Combine(_binaries, "postgres"), "-D", Data, "-k", _folder, "-c", "listen_addresses=", "-c", "max_connections=200",
                // Only a failing machine would lose what is written so; the tests kill processes.
                "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off"]);
            started.SetResult(server);
            _said = server.StandardError.ReadToEnd();
            server.WaitForExit();
        })
        { IsBackground = true, Name = "postgres" }.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    private void WaitUntilItAnswers()
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromMinutes(1) && !_server.HasExited)
            {
                Thread.Sleep(20);
            }
            catch (NpgsqlException silent)
            {
                throw new InvalidOperationException($"The server did not answer within {waited.Elapsed}. It said: {_said}", silent);
            }
        }
    }

    private void Execute(string sql)
    {
        using NpgsqlConnection connection = new($"{ConnectionString("postgres")};Pooling=false");
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        command.ExecuteNonQuery();
    }

    private void Stop()
    {
        _server.Kill();
        _server.WaitForExit();
        Directory.Delete(_folder, recursive: true);
    }
}
