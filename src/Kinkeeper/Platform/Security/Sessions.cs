using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Platform.Security;

/// <summary>A sign-in from its beginning to its end. It is kept after its end: who was signed in when is part of the record.</summary>
public sealed class SessionRow
{
    public long Id { get; init; }

    /// <summary>SHA-256 of the key in the browser's cookie: a reader of the table cannot sign in with it.</summary>
    public required byte[] KeyHash { get; init; }

    public required string Account { get; init; }

    public required string Role { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>The end of the session; null while it is active.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The account that ended it; null if it expired.</summary>
    public string? EndedBy { get; set; }

    /// <summary>
    /// The ticket that a cookie would otherwise hold, encrypted with the installation's session keys; empty after the end.
    /// </summary>
    public required byte[] Ticket { get; set; }
}

/// <summary>The facts about an account that its sign-ins show.</summary>
/// <param name="Role">The role's name at the latest sign-in.</param>
/// <param name="First">The start of the first sign-in.</param>
/// <param name="Last">The start of the latest sign-in.</param>
public sealed record SignIns(string Role, DateTimeOffset First, DateTimeOffset Last);

internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.KeyHash).IsUnique();
        builder.HasIndex(row => row.EndedAt);
        builder.HasIndex(row => row.Account);
    }
}

/// <summary>
/// Sessions live here, not in the cookie: signing out, or an administrator, ends one at once (ASVS 5.0.0, 7.4.1 and 7.4.5). A session
/// ends by itself after <see cref="Longest"/>, or <see cref="Idle"/> after its last use.
/// </summary>
public sealed class Sessions(Store store, DemonstrationAccounts demonstration, IDataProtectionProvider protection, RefusedRequests refused, TimeProvider clock) : ITicketStore
{
    /// <summary>One shift (NIST SP 800-63B-4, AAL2: at most 24 hours).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    /// <summary>
    /// One hour, because an interview may pause while the parent thinks, for at least an hour (NIST SP 800-63B-4, AAL2: at most an
    /// hour).
    /// </summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("sessions");

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Account account = Account.Of(ticket.Principal) ?? throw new InvalidOperationException("A session begins with an account.");
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        db.Add(new SessionRow { KeyHash = Hash(key), Account = account.Id, Role = Roles.NameOf(account.Role), StartedAt = now, SeenAt = now, Ticket = Protect(ticket) });
        db.SaveChanges();
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        using KinkeeperDb db = store.Open();
        if (Find(db, key) is { EndedAt: null } session)
        {
            session.Ticket = Protect(ticket);
            db.SaveChanges();
        }

        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, null);

    Task<AuthenticationTicket?> ITicketStore.RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) => RetrieveAsync(key, httpContext);

    private Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext? http)
    {
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        if (Find(db, key) is not { EndedAt: null } session)
        {
            return Task.FromResult<AuthenticationTicket?>(null);
        }

        // Real people were imported after somebody signed in with a demonstration account: their files stay closed.
        bool isClosed = DemonstrationAccounts.All.Any(account => account.Id == session.Account) && !demonstration.AreOpen();
        if (isClosed || now >= session.StartedAt + Longest || now >= session.SeenAt + Idle)
        {
            End(session, by: null, now);
            db.SaveChanges();
            if (isClosed && http is not null)
            {
                refused.Note(http, RefusedKind.DemonstrationClosed, session.Account);
            }

            return Task.FromResult<AuthenticationTicket?>(null);
        }

        if (now >= session.SeenAt + Noted)
        {
            session.SeenAt = now;
            db.SaveChanges();
        }

        return Task.FromResult<AuthenticationTicket?>(TicketSerializer.Default.Deserialize(_protector.Unprotect(session.Ticket)));
    }

    public Task RemoveAsync(string key)
    {
        using KinkeeperDb db = store.Open();
        if (Find(db, key) is { EndedAt: null } session)
        {
            End(session, session.Account, clock.GetUtcNow());
            db.SaveChanges();
        }

        return Task.CompletedTask;
    }

    /// <summary>Lists the active sessions, the latest used first.</summary>
    public IReadOnlyList<SessionRow> Open()
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset earliestStart = now - Longest, earliestUse = now - Idle;
        using KinkeeperDb db = store.Open();
        return [.. db.Set<SessionRow>().AsNoTracking().Where(session => session.EndedAt == null && session.StartedAt > earliestStart && session.SeenAt > earliestUse).OrderByDescending(session => session.SeenAt)];
    }

    /// <summary>The facts about an account; null if nobody has ever signed in with it.</summary>
    public SignIns? SignInsOf(string account)
    {
        using KinkeeperDb db = store.Open();
        IQueryable<SessionRow> own = db.Set<SessionRow>().AsNoTracking().Where(session => session.Account == account);
        return own.OrderByDescending(session => session.Id).Select(session => new { session.Role, session.StartedAt }).FirstOrDefault() is { } latest
            ? new SignIns(latest.Role, own.OrderBy(session => session.Id).Select(session => session.StartedAt).First(), latest.StartedAt)
            : null;
    }

    /// <summary>Ends a session now: its next request finds nobody signed in. Ending it again does nothing.</summary>
    public void End(long id, string by)
    {
        using KinkeeperDb db = store.Open();
        if (db.Set<SessionRow>().SingleOrDefault(session => session.Id == id) is { EndedAt: null } session)
        {
            End(session, by, clock.GetUtcNow());
            db.SaveChanges();
        }
    }

    private static void End(SessionRow session, string? by, DateTimeOffset now) => (session.EndedAt, session.EndedBy, session.Ticket) = (now, by, []);

    private static SessionRow? Find(KinkeeperDb db, string key)
    {
        byte[] hash = Hash(key);
        return db.Set<SessionRow>().SingleOrDefault(session => session.KeyHash == hash);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));
}
