using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.People.Access;

/// <summary>A client of a partner's account.</summary>
/// <param name="Record">One of the client's records.</param>
/// <param name="Name">The client's name; empty where none is on record.</param>
/// <param name="Evidence">On what it rests.</param>
/// <param name="EnteredAt">Since when the account sees the client.</param>
public sealed record Client(RecordKey Record, string Name, string Evidence, DateTimeOffset EnteredAt);

/// <summary>Who acts for whom. Entered by somebody who is not the partner; ended, never deleted.</summary>
public sealed class Representations(Store store, TimeProvider clock)
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

    /// <summary>Lets an account see a person and their family.</summary>
    /// <exception cref="RefusalException">A field is empty, there is no such record, or the account acts for the person already.</exception>
    public void Enter(RecordKey record, string? account, string? evidence, string by)
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

        db.Add(new RepresentationRow { Account = account, RecordKey = record, Evidence = evidence, EnteredBy = by, EnteredAt = clock.GetUtcNow() });
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
