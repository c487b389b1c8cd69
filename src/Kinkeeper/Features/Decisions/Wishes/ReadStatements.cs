using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>A statement that a person should read.</summary>
/// <param name="Statement">Its number.</param>
/// <param name="MadeAt">The time it was made.</param>
/// <param name="Kind">Case comment, letter, …</param>
/// <param name="Sentences">The sentences the screen highlights.</param>
public sealed record StatementToRead(long Statement, DateTimeOffset MadeAt, string Kind, IReadOnlyList<WishSentence> Sentences);

/// <summary>Lists the statements that nobody has read for a wish, and records a reader's mark.</summary>
public sealed class ReadStatements(Store store, EventLedger ledger)
{
    /// <summary>
    /// Returns every unread statement that has a text, the oldest first. Statements without highlights are included: they are unread too.
    /// </summary>
    public IReadOnlyList<StatementToRead> Unread()
    {
        using KinkeeperDb db = store.Open();
        return
        [
            .. db.Set<StatementRow>().AsNoTracking().Where(row => row.Wish == Wish.NotRead && row.Text != null).OrderBy(row => row.MadeAt).AsEnumerable()
                .Select(row => new StatementToRead(row.Id, row.MadeAt, row.Kind, WishScreen.Read(row.Text!))),
        ];
    }

    /// <summary>Records what a person read in a statement. Reading it again adds a second event and does not correct the first.</summary>
    /// <param name="statement">Its number.</param>
    /// <param name="wish">The wish it expresses.</param>
    /// <param name="by">The person who read it.</param>
    /// <param name="was">The mark it had when they opened it; null if they did not see it.</param>
    /// <exception cref="Platform.RefusalException">
    /// See <see cref="DecisionRefusals"/>; also if somebody else has marked it meanwhile.
    /// </exception>
    public void Mark(long statement, Wish wish, string by, Wish? was = null)
    {
        if (string.IsNullOrWhiteSpace(by))
        {
            throw DecisionRefusals.ReasonMissing();
        }

        using KinkeeperDb db = store.Open();
        // Takes the write lock before reading, so that the second of two simultaneous marks sees the first.
        using IDbContextTransaction whole = db.Database.BeginTransaction();
        StatementRow row = db.Set<StatementRow>().SingleOrDefault(known => known.Id == statement) ?? throw DecisionRefusals.StatementUnknown(statement);
        if (was is { } seen && row.Wish != seen)
        {
            throw DecisionRefusals.MarkedMeanwhile();
        }

        if (row.Wish == wish)
        {
            return;
        }

        db.Entry(row).Property(known => known.Wish).CurrentValue = wish;
        ledger.Append(db, "wish-read", new LedgerSubject("statement", $"{statement}"), new { statement, wish = WordOf(wish), by = by.Trim() });
        db.SaveChanges();
        whole.Commit();
    }

    /// <summary>Returns the wish's word, such as <c>accompany</c> or <c>none-expressed</c>.</summary>
    public static string WordOf(Wish wish) => wish switch
    {
        Wish.NotRead => "not-read",
        Wish.NoneExpressed => "none-expressed",
        _ => $"{wish}".ToLowerInvariant(),
    };
}
