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
/// <param name="MadeAt">When it was made.</param>
/// <param name="Kind">Case comment, letter, …</param>
/// <param name="Sentences">What the screen highlights in it.</param>
public sealed record StatementToRead(long Statement, DateTimeOffset MadeAt, string Kind, IReadOnlyList<WishSentence> Sentences);

/// <summary>The statements that nobody has read for a wish yet; and the mark of whoever reads one.</summary>
public sealed class ReadStatements(Store store, EventLedger ledger)
{
    /// <summary>Everything unread that has a text, the oldest first. What the screen highlights nothing in stands in its place among the others: it has not been read either.</summary>
    public IReadOnlyList<StatementToRead> Unread()
    {
        using KinkeeperDb db = store.Open();
        return
        [
            .. db.Set<StatementRow>().AsNoTracking().Where(row => row.Wish == Wish.NotRead && row.Text != null).OrderBy(row => row.MadeAt).AsEnumerable()
                .Select(row => new StatementToRead(row.Id, row.MadeAt, row.Kind, WishScreen.Read(row.Text!))),
        ];
    }

    /// <summary>A person has read the statement and says what it expresses. Reading it again is a second event, not a correction of the first.</summary>
    /// <param name="statement">Its number.</param>
    /// <param name="wish">What it expresses.</param>
    /// <param name="by">Who has read it.</param>
    /// <param name="was">What it was marked as when they opened it; null where they did not see that.</param>
    /// <exception cref="Platform.RefusalException">See <see cref="DecisionRefusals"/>; also where somebody else has marked it meanwhile.</exception>
    public void Mark(long statement, Wish wish, string by, Wish? was = null)
    {
        if (string.IsNullOrWhiteSpace(by))
        {
            throw DecisionRefusals.ReasonMissing();
        }

        using KinkeeperDb db = store.Open();
        // Takes the database's one place for writers before it looks, so that of two who mark at once the second sees the first's mark.
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

    /// <summary>Such as <c>accompany</c> or <c>none-expressed</c>.</summary>
    public static string WordOf(Wish wish) => wish switch
    {
        Wish.NotRead => "not-read",
        Wish.NoneExpressed => "none-expressed",
        _ => $"{wish}".ToLowerInvariant(),
    };
}
