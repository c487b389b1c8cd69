using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Decisions.Screening;

/// <summary>One person's answer to the screening question.</summary>
/// <param name="RecordId">One of the person's records.</param>
/// <param name="Answer">Yes, no, or declined to say. There is no default.</param>
/// <param name="Children">Number of children under 18 the person stated; null if no number was given.</param>
/// <param name="Language">The language in which the person was asked.</param>
/// <param name="Interpreter">The interpreter; null if none.</param>
/// <param name="Officer">The officer who asked.</param>
/// <param name="AskedAt">The time of asking.</param>
public sealed record ScreeningAnswered(
    string RecordId, ScreeningAnswer Answer, int? Children, string? Language, string? Interpreter, string? Officer, DateTimeOffset AskedAt);

/// <summary>The known answers of one person to the screening question.</summary>
/// <param name="RecordId">The record that was looked up.</param>
/// <param name="Asked">The number of times the question is on record. 0 means "not asked", never "no".</param>
/// <param name="Answered">True if an answer was ever given.</param>
/// <param name="Stated">The highest number of children ever stated; null if nobody has answered.</param>
/// <param name="ChildrenOnRecord">Children on record or proposed, whatever was answered.</param>
public sealed record ScreeningStatus(string RecordId, int Asked, bool Answered, int? Stated, int ChildrenOnRecord);

/// <summary>
/// Records that a person was asked if they have a child under 18, and the answer. U.S. citizen children and children in other
/// agencies' custody count: their parents were the ones not identified as parents.
/// </summary>
public sealed class RecordScreening(Store store, EventLedger ledger, TimeProvider clock)
{
    private const int HashLength = 16;

    /// <exception cref="RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    public ScreeningStatus Execute(ScreeningAnswered asked)
    {
        if (string.IsNullOrWhiteSpace(asked.Officer))
        {
            throw DecisionRefusals.OfficerMissing();
        }

        if (string.IsNullOrWhiteSpace(asked.Language))
        {
            throw DecisionRefusals.LanguageMissing();
        }

        if (asked.AskedAt > clock.GetUtcNow())
        {
            throw DecisionRefusals.InTheFuture("asked_at");
        }

        if (asked is { Answer: ScreeningAnswer.No, Children: > 0 })
        {
            throw DecisionRefusals.AnswerContradictsCount();
        }

        using (KinkeeperDb db = store.Open())
        {
            SourceRecord record = Find(db, asked.RecordId);
            object payload = new
            {
                record_id = asked.RecordId,
                asked_at = JsonTime.Text(asked.AskedAt),
                language = Codes.Language(Encoding.UTF8.GetBytes(asked.Language)),
                interpreter = asked.Interpreter,
                officer = asked.Officer,
                answer = Word(asked.Answer),
                children_stated = asked.Children,
            };
            ScreeningRow row = new()
            {
                RowHash = SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(payload))[..HashLength],
                RecordKey = record.Id,
                AskedAt = asked.AskedAt.ToUniversalTime(),
                Language = Codes.Language(Encoding.UTF8.GetBytes(asked.Language)),
                Interpreter = asked.Interpreter,
                Officer = asked.Officer,
                Answer = asked.Answer,
                ChildrenStated = asked.Children,
            };
            if (!db.Set<ScreeningRow>().Any(known => known.RowHash == row.RowHash))
            {
                db.Add(row);
                ledger.Append(db, "screening-recorded", new LedgerSubject("screening", asked.RecordId), payload);
                db.SaveChanges();
            }
        }

        return Status(asked.RecordId);
    }

    /// <summary>Returns the answers on record for the person behind a record, from all their records.</summary>
    public ScreeningStatus Status(string recordId)
    {
        PersonId person;
        using (KinkeeperDb db = store.Open())
        {
            person = Find(db, recordId).PersonId;
        }

        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        PersonFile file = new EvidenceReader(connection).ReadAbout([person]).Find(person)!;
        Vantage now = Vantage.StandingAt(clock.GetUtcNow(), DateTimeOffset.MaxValue);
        Evidence.Screening[] answers = [.. file.Screenings.Where(screening => screening.IsAnswer)];
        return new ScreeningStatus(
            recordId,
            file.Screenings.Count,
            answers.Length > 0,
            answers.Length > 0 ? answers.Max(answer => answer.Stated) : null,
            file.AsParent.Count(family => family.StandingFrom(now) != LinkStanding.None));
    }

    public static string Word(ScreeningAnswer answer) => answer switch
    {
        ScreeningAnswer.Yes => "yes",
        ScreeningAnswer.No => "no",
        ScreeningAnswer.Declined => "declined",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "A question that was put has an answer, or the person would not say."),
    };

    private static SourceRecord Find(KinkeeperDb db, string recordId) =>
        db.Set<SourceRecord>().SingleOrDefault(record => record.RecordId == recordId) ?? throw DecisionRefusals.RecordUnknown("record_id", recordId);
}
