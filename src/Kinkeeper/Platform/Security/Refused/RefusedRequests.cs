using System.Data.Common;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.RateLimiting;

namespace Kinkeeper.Platform.Security.Refused;

/// <summary>
/// Records refused requests and failed sign-ins (ASVS 5.0.0, 16.3.1 to 16.3.3): in a table for auditors, and once a minute in the
/// application's log. The answer waits for neither, and stays the same if neither can be written.
/// </summary>
public sealed partial class RefusedRequests : IDisposable
{
    /// <summary>Rows a minute for one account, or for requests without an account. Further refusals are counted by kind only.</summary>
    public const int ApartInAMinute = 30;

    /// <summary>Rows a day for one account. After that a flood adds at most one row a minute for each kind.</summary>
    public const int ApartInADay = 1000;

    private const int LongestAccount = 200;

    private static readonly object Noted = new();

    private readonly Store _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<RefusedRequests> _log;
    private readonly Lock _noting = new();
    private readonly Lock _writing = new();
    private readonly AutoResetEvent _something = new(false);
    private readonly Thread _writer;
    private readonly HashSet<Refused> _thisMinute = [];
    private readonly Dictionary<string, (int Minute, int Day)> _apart = [];
    private Dictionary<Refused, long> _pending = [];
    private DateTimeOffset _minute;
    private volatile bool _ended;

    public RefusedRequests(Store store, TimeProvider clock, ILogger<RefusedRequests> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        _writer = new Thread(WriteUntilEnded) { IsBackground = true, Name = "refused requests" };
        _writer.Start();
    }

    /// <summary>Records a refused request at most once. Never fails, and waits for nothing.</summary>
    /// <param name="http">The request: its route, and its account if it has one.</param>
    /// <param name="kind">The reason.</param>
    /// <param name="account">The account, if the request does not carry it; null: the request's own.</param>
    /// <param name="route">The route, if the request has none; null: the request's own.</param>
    public void Note(HttpContext http, RefusedKind kind, string? account = null, string? route = null)
    {
        try
        {
            if (!http.Items.TryAdd(Noted, kind))
            {
                return;
            }

            Account? signedIn = Account.Of(http.User);
            string? who = account ?? signedIn?.Id;
            RouteEndpoint? endpoint = http.GetEndpoint() as RouteEndpoint;
            bool isSignIn = RefusedKinds.IsSignIn(kind) || endpoint?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == RequestLimits.SignIn;
            Count(new Refused(
                default,
                kind,
                who?.Length > LongestAccount ? who[..LongestAccount] : who,
                signedIn?.Role,
                route ?? (endpoint is null ? string.Empty : $"/{endpoint.RoutePattern.RawText?.Trim('/')}"),
                isSignIn ? AddressOf(http) : null));
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            NotKept(_log, 1, failed);
        }
    }

    /// <summary>Completes when every earlier record is on the disk, or has failed.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            Dictionary<Refused, long> batch;
            lock (_noting)
            {
                (batch, _pending) = (_pending, []);
            }

            if (batch.Count == 0)
            {
                return;
            }

            try
            {
                Write(batch);
            }
            catch (Exception failed) when (failed is DbException or RefusalException or IOException)
            {
                NotKept(_log, batch.Values.Sum(), failed);
            }
        }
    }

    public void Dispose()
    {
        _ended = true;
        _something.Set();
        _writer.Join();
        _something.Dispose();
    }

    /// <summary>Runs after routing, so that a refused request has a route. Code that writes its own refusal records it there.</summary>
    internal static void Use(WebApplication web) => web.Use(async (http, next) =>
    {
        await next(http);
        if (http.GetEndpoint()?.Metadata.GetMetadata<RequiresAttribute>() is not null
            && http.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            http.RequestServices.GetRequiredService<RefusedRequests>().Note(
                http, http.Response.StatusCode == StatusCodes.Status401Unauthorized ? RefusedKind.SignInNeeded : RefusedKind.NotAllowed);
        }
    });

    /// <summary>Runs after the form check of endpoints. Pages check their own forms (<see cref="ForgedForms"/>).</summary>
    internal static void UseForms(WebApplication web) => web.Use((http, next) =>
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(http);
        }

        http.RequestServices.GetRequiredService<RefusedRequests>().Note(http, RefusedKind.ForgedForm);
        // While this feature is set nobody can read the form, not even the page that explains the refusal.
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    private static string? AddressOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    private void Count(Refused refused)
    {
        bool isFirst;
        lock (_noting)
        {
            DateTimeOffset now = _clock.GetUtcNow(), minute = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
            if (minute != _minute)
            {
                BeginMinute(minute);
            }

            refused = refused with { Minute = minute };
            if (!_thisMinute.Contains(refused))
            {
                string who = refused.Account ?? string.Empty;
                (int inMinute, int inDay) = _apart.GetValueOrDefault(who);
                if (inMinute >= ApartInAMinute || inDay >= ApartInADay)
                {
                    refused = refused with { Route = null, Address = null };
                }
                else
                {
                    _apart[who] = (inMinute + 1, inDay + 1);
                }
            }

            isFirst = _thisMinute.Add(refused);
            _pending[refused] = _pending.GetValueOrDefault(refused) + 1;
        }

        if (isFirst)
        {
            WasRefused(_log, RefusedKinds.NameOf(refused.Kind), refused.Route ?? "several routes", refused.Role is { } role ? Roles.NameOf(role) : "nobody known");
        }

        _something.Set();
    }

    private void BeginMinute(DateTimeOffset minute)
    {
        _thisMinute.Clear();
        if (minute.Date != _minute.Date)
        {
            _apart.Clear();
        }

        foreach ((string who, (_, int day)) in _apart)
        {
            _apart[who] = (0, day);
        }

        _minute = minute;
    }

    private void WriteUntilEnded()
    {
        do
        {
            _something.WaitOne();
            Flush();
        }
        while (!_ended);
    }

    private void Write(Dictionary<Refused, long> batch)
    {
        using DatabaseConnection connection = _store.Connect();
        using DatabaseTransaction transaction = connection.BeginWrite();
        using SqlStatement more = connection.Prepare(
            "UPDATE refused_requests SET times = times + ?7 WHERE minute = ?1 AND kind = ?2 AND account IS NOT DISTINCT FROM ?3 " +
            "AND role IS NOT DISTINCT FROM ?4 AND route IS NOT DISTINCT FROM ?5 AND address IS NOT DISTINCT FROM ?6");
        using SqlStatement first = connection.Prepare(
            "INSERT INTO refused_requests (minute, kind, account, role, route, address, times) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        foreach ((Refused refused, long times) in batch)
        {
            if (Execute(more, refused, times) == 0)
            {
                Execute(first, refused, times);
            }
        }

        transaction.Commit();
    }

    private static int Execute(SqlStatement statement, Refused refused, long times)
    {
        statement.Bind(1, refused.Minute.ToMicroseconds());
        statement.BindText(2, RefusedKinds.NameOf(refused.Kind));
        statement.BindText(3, refused.Account);
        statement.BindText(4, refused.Role is { } role ? Roles.NameOf(role) : null);
        statement.BindText(5, refused.Route);
        statement.BindText(6, refused.Address);
        statement.Bind(7, times);
        return statement.Execute();
    }

    /// <summary>Writes one line a minute for each row. Only the table names the account.</summary>
    [LoggerMessage(LogLevel.Warning, "Refused: {Kind} at {Route}, role {Role}")]
    private static partial void WasRefused(ILogger log, string kind, string route, string role);

    [LoggerMessage(LogLevel.Error, "{Times} refused requests could not be kept")]
    private static partial void NotKept(ILogger log, long times, Exception failed);

    private sealed record Refused(DateTimeOffset Minute, RefusedKind Kind, string? Account, AccountRole? Role, string? Route, string? Address);
}
