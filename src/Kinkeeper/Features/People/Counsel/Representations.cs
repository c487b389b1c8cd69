using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.People.Counsel;

/// <summary>A client of a partner's account.</summary>
/// <param name="Record">One of the client's records.</param>
/// <param name="Name">The client's name; empty if none is on record.</param>
/// <param name="Evidence">The document it is based on.</param>
/// <param name="EnteredAt">The time since which the account may see the client.</param>
public sealed record Client(RecordKey Record, string Name, string Evidence, DateTimeOffset EnteredAt);

/// <summary>The facts shown before an account gets access to a person's file.</summary>
/// <param name="Client">The person's name; empty if none is on record.</param>
/// <param name="BornOn">The date of birth; null if not on record.</param>
/// <param name="Account">The account as typed, without surrounding spaces.</param>
/// <param name="Evidence">The document it is based on.</param>
/// <param name="SignIns">The account's sign-ins as a partner; null if none, so nobody here can tell if the account exists.</param>
public sealed record ProposedRepresentation(string Client, DateOnly? BornOn, string Account, string Evidence, SignIns? SignIns);

/// <summary>Records who acts for whom. Entered by a person who is not the partner; ended, never deleted.</summary>
public sealed class Representations(Store store, Sessions sessions, TimeProvider clock)
{
    /// <summary>Returns the clients of an account, by name.</summary>
    public IReadOnlyList<Client> ClientsOf(string account)
    {
        using KinkeeperDb db = store.Open();
        return [.. (
            from acts in db.Set<RepresentationRow>().AsNoTracking()
            join record in db.Set<SourceRecord>() on acts.RecordKey equals record.Id
            where acts.Account == account && acts.EndedAt == null
            orderby record.Surnames, record.GivenNames, acts.Id
            select new { acts.RecordKey, record.GivenNames, record.Surnames, acts.Evidence, acts.EnteredAt }).AsEnumerable()
            .Select(row => new Client(row.RecordKey, $"{row.GivenNames} {row.Surnames}".Trim(), row.Evidence, row.EnteredAt))];
    }

    /// <summary>Returns everybody who acts or has acted for the person of a record, the latest first.</summary>
    public IReadOnlyList<RepresentationRow> Of(RecordKey record)
    {
        using KinkeeperDb db = store.Open();
        return [.. RowsOf(db, record).AsNoTracking().OrderByDescending(row => row.Id)];
    }

    /// <summary>
    /// Returns the facts to check before confirming with <see cref="Enter"/>: the person, and what is known of the account.
    /// </summary>
    /// <exception cref="RefusalException">
    /// A field is empty, the account already acts for the person, or the last person to sign in with it was not a partner.
    /// </exception>
    public ProposedRepresentation Propose(RecordKey record, string? account, string? evidence)
    {
        (account, evidence) = (account?.Trim(), evidence?.Trim());
        if (string.IsNullOrEmpty(account) || string.IsNullOrEmpty(evidence))
        {
            throw new RefusalException(new Refusal(
                "representation-incomplete", "Name the account and the document it is based on, such as a G-28 with its date.", "Indique la cuenta y el documento en que se basa, por ejemplo un G-28 con su fecha."));
        }

        using KinkeeperDb db = store.Open();
        if (RowsOf(db, record).Any(row => row.Account == account && row.EndedAt == null))
        {
            throw new RefusalException(new Refusal("representation-stands", "This account already acts for this person.", "Esta cuenta ya representa a esta persona."));
        }

        SignIns? signIns = sessions.SignInsOf(account);
        if (signIns is not null && signIns.Role != Roles.NameOf(AccountRole.Partner))
        {
            throw new RefusalException(new Refusal(
                "account-not-partner",
                "The person who signs in with this account is neither counsel nor an organization. Nothing was recorded. Ask counsel for the account shown under Sessions after they sign in.",
                "Quien entra con esta cuenta no es abogado ni organización. No se registró nada. Pida al abogado la cuenta que aparece en Sesiones después de entrar."));
        }

        var client = db.Set<SourceRecord>().Where(row => row.Id == record).Select(row => new { row.GivenNames, row.Surnames, row.BirthDate }).Single();
        return new ProposedRepresentation($"{client.GivenNames} {client.Surnames}".Trim(), client.BirthDate, account, evidence, signIns);
    }

    /// <summary>
    /// Lets an account see a person and their family, after somebody has seen and confirmed what <see cref="Propose"/> shows.
    /// </summary>
    /// <exception cref="RefusalException">The same as for <see cref="Propose"/>, checked again.</exception>
    public void Enter(RecordKey record, string? account, string? evidence, string by)
    {
        ProposedRepresentation confirmed = Propose(record, account, evidence);
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        db.Add(new RepresentationRow
        {
            Account = confirmed.Account,
            RecordKey = record,
            Evidence = confirmed.Evidence,
            EnteredBy = by,
            EnteredAt = now,
            ConfirmedAt = now,
            LastSignInAt = confirmed.SignIns?.Last,
        });
        db.SaveChanges();
    }

    /// <summary>Ends an entry now. Ending it again does nothing.</summary>
    /// <exception cref="RefusalException">There is no such entry for this person.</exception>
    public void End(RecordKey record, long id, string by)
    {
        using KinkeeperDb db = store.Open();
        RepresentationRow row = RowsOf(db, record).SingleOrDefault(row => row.Id == id)
            ?? throw new RefusalException(new Refusal("representation-unknown", "There is no such entry for this person.", "No existe ese registro para esta persona."));
        if (row.EndedAt is null)
        {
            (row.EndedBy, row.EndedAt) = (by, clock.GetUtcNow());
            db.SaveChanges();
        }
    }

    private static IQueryable<RepresentationRow> RowsOf(KinkeeperDb db, RecordKey record) =>
        from acts in db.Set<RepresentationRow>()
        join entered in db.Set<SourceRecord>() on acts.RecordKey equals entered.Id
        where db.Set<SourceRecord>().Any(asked => asked.Id == record && asked.PersonId == entered.PersonId)
        select acts;
}
