using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.People.Access;

/// <summary>
/// Records who reads about whom, before the page is shown. Auditors see all readings, counsel those about their client. A person's
/// readings are found by any of their records.
/// </summary>
public sealed class AccessRecord(Store store, TimeProvider clock) : IDisposable
{
    private readonly GroupCommit<Reading, int> _commits = new(
        "access record",
        store,
        Write,
        failed => new RefusalException(new Refusal(
            "access-not-recorded",
            $"This reading could not be recorded ({failed.Message}), so the page is not shown. Try again. If it still fails, tell the administrator.",
            $"No se pudo registrar esta consulta ({failed.Message}), así que la página no se muestra. Inténtelo de nuevo. Si el problema sigue, avise al administrador."), failed));

    /// <summary>Records that the account of a request reads these people. Completes when the record is on the disk.</summary>
    /// <param name="http">The request, with its account, its page, and the reason chosen for today.</param>
    /// <param name="people">One record of each person shown; empty for a search that found nobody.</param>
    /// <param name="isSearch">True for a search, which is recorded even if it found nobody.</param>
    /// <exception cref="RefusalException">The reading could not be recorded, so the page may not be shown.</exception>
    public Task ReadAsync(HttpContext http, IReadOnlyCollection<RecordKey> people, bool isSearch = false) =>
        people.Count == 0 && !isSearch ? Task.CompletedTask : NoteAsync(http, [.. people.Distinct().Select(record => new Read(record, null))]);

    /// <summary>Does the same for people whose records the page does not know.</summary>
    public Task ReadAsync(HttpContext http, IReadOnlyCollection<PersonId> people) =>
        people.Count == 0 ? Task.CompletedTask : NoteAsync(http, [.. people.Distinct().Select(person => new Read(null, person))]);

    private Task<int> NoteAsync(HttpContext http, IReadOnlyList<Read> people)
    {
        Account account = Account.Of(http.User) ?? throw new InvalidOperationException("A reading needs a signed-in account.");
        ChosenReason? reason = http.RequestServices.GetRequiredService<AccessReasons>().Chosen(http, account);
        string page = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? string.Empty;
        return _commits.WriteAsync(new Reading(account, reason, $"/{page.TrimStart('/')}", people, clock.GetUtcNow()));
    }

    public void Dispose() => _commits.Dispose();

    private static int[] Write(DatabaseConnection connection, IReadOnlyList<Reading> batch)
    {
        using SqlStatement insert = connection.Prepare("INSERT INTO access_record (account, role, reason, words, page, record_key, read_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        using SqlStatement first = connection.Prepare("SELECT MIN(id) FROM records WHERE person_id = ?1");
        foreach (Reading reading in batch)
        {
            foreach (Read read in reading.People.Count == 0 ? [new Read(null, null)] : reading.People)
            {
                insert.BindText(1, reading.Account.Id);
                insert.BindText(2, Roles.NameOf(reading.Account.Role));
                insert.BindText(3, reading.Reason?.Code);
                insert.BindText(4, reading.Reason?.Words);
                insert.BindText(5, reading.Page);
                insert.Bind(6, read.Record?.Value ?? FirstRecord(read.Person));
                insert.Bind(7, reading.At.ToMicroseconds());
                insert.Execute();
            }
        }

        return new int[batch.Count];

        long? FirstRecord(PersonId? person)
        {
            if (person is not { } known)
            {
                return null;
            }

            first.Bind(1, known.Value);
            first.Step();
            long? record = first.NumberOrNull(0);
            first.Reset();
            return record;
        }
    }

    /// <summary>A person read, by record or by id; neither if a search found nobody.</summary>
    private readonly record struct Read(RecordKey? Record, PersonId? Person);

    private sealed record Reading(Account Account, ChosenReason? Reason, string Page, IReadOnlyList<Read> People, DateTimeOffset At);
}
