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

/// <summary>The question, as it was put to one person.</summary>
/// <param name="RecordId">One of the person's records.</param>
/// <param name="Answer">Yes, no, or would not say. There is no default.</param>
/// <param name="Children">How many children under 18 were stated; null where no number was given.</param>
/// <param name="Language">In which it was asked.</param>
/// <param name="Interpreter">Null: none.</param>
/// <param name="Officer">Who asked.</param>
/// <param name="AskedAt">When.</param>
public sealed record ScreeningAnswered(
    string RecordId, ScreeningAnswer Answer, int? Children, string? Language, string? Interpreter, string? Officer, DateTimeOffset AskedAt);

/// <summary>What is known of a person's children from being asked.</summary>
/// <param name="RecordId">As it was asked for.</param>
/// <param name="Asked">How often the question is on record. 0 is "not asked", never "no".</param>
/// <param name="Answered">Whether any answer was ever given.</param>
/// <param name="Stated">The highest number of children ever stated; null where nobody has answered.</param>
/// <param name="ChildrenOnRecord">Children on record or proposed, whatever was answered.</param>
public sealed record ScreeningStatus(string RecordId, int Asked, bool Answered, int? Stated, int ChildrenOnRecord);

/// <summary>
/// Records that a person was asked whether they have a child under 18, and the answer. Children who are U.S. citizens and
/// children in other agencies' custody count: they were the ones whose parents nobody knew to be parents.
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

    /// <summary>What is on record for the person behind a record, from every record of theirs.</summary>
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
