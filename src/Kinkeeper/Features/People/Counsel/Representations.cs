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
/// <param name="Name">The client's name; empty where none is on record.</param>
/// <param name="Evidence">On what it rests.</param>
/// <param name="EnteredAt">Since when the account sees the client.</param>
public sealed record Client(RecordKey Record, string Name, string Evidence, DateTimeOffset EnteredAt);

/// <summary>What is shown before an account is let at a person's file.</summary>
/// <param name="Client">The person's name; empty where none is on record.</param>
/// <param name="BornOn">Null where it is not on record.</param>
/// <param name="Account">As typed, without spaces around it.</param>
/// <param name="Evidence">On what it rests.</param>
/// <param name="SignIns">When somebody has signed in with this account, as a partner; null: never, so nobody here can tell whether it is anybody's.</param>
public sealed record ProposedRepresentation(string Client, DateOnly? BornOn, string Account, string Evidence, SignIns? SignIns);

/// <summary>Who acts for whom. Entered by somebody who is not the partner; ended, never deleted.</summary>
public sealed class Representations(Store store, Sessions sessions, TimeProvider clock)
{
    /// <summary>The clients of an account, by name.</summary>
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

    /// <summary>Everybody who acts or has acted for the person of a record, the latest first.</summary>
    public IReadOnlyList<RepresentationRow> Of(RecordKey record)
    {
        using KinkeeperDb db = store.Open();
        return [.. RowsOf(db, record).AsNoTracking().OrderByDescending(row => row.Id)];
    }

    /// <summary>What a person must see before they confirm it with <see cref="Enter"/>: whose file, and what is known of the account.</summary>
    /// <exception cref="RefusalException">
    /// A field is empty, the account acts for the person already, or whoever last signed in with it did so as something other than a partner.
    /// </exception>
    public ProposedRepresentation Propose(RecordKey record, string? account, string? evidence)
    {
        (account, evidence) = (account?.Trim(), evidence?.Trim());
        if (string.IsNullOrEmpty(account) || string.IsNullOrEmpty(evidence))
        {
            throw new RefusalException(new Refusal(
                "representation-incomplete", "Name the account, and the paper on which it rests, such as a G-28 with its date.", "Indique la cuenta y el documento en que se basa, por ejemplo un G-28 con su fecha."));
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
                "Whoever signs in with this account is not counsel and not an organization. Nothing was recorded. Ask counsel for the account that stands under Sessions when they have signed in.",
                "Quien entra con esta cuenta no es abogado ni organización. No se registró nada. Pida al abogado la cuenta que figura en Sesiones cuando ha entrado."));
        }

        var client = db.Set<SourceRecord>().Where(row => row.Id == record).Select(row => new { row.GivenNames, row.Surnames, row.BirthDate }).Single();
        return new ProposedRepresentation($"{client.GivenNames} {client.Surnames}".Trim(), client.BirthDate, account, evidence, signIns);
    }

    /// <summary>Lets an account see a person and their family, once somebody has seen and confirmed what <see cref="Propose"/> shows.</summary>
    /// <exception cref="RefusalException">As for <see cref="Propose"/>: what was true then is looked at again.</exception>
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

    /// <summary>Ends it, now; ending it twice ends it once.</summary>
    /// <exception cref="RefusalException">There is no such entry for this person.</exception>
    public void End(RecordKey record, long id, string by)
    {
        using KinkeeperDb db = store.Open();
        RepresentationRow row = RowsOf(db, record).SingleOrDefault(row => row.Id == id)
            ?? throw new RefusalException(new Refusal("representation-unknown", "There is no such entry for this person.", "No existe tal registro para esta persona."));
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
