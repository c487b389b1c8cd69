using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Policies;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Gate.Boarding;

/// <summary>A decision to ask the parent about once more.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="Child">The child's key.</param>
/// <param name="Choice">The parent's choice.</param>
public sealed record BoardingQuestion(string Decision, string Child, string Choice);

/// <summary>The parent's answer before boarding.</summary>
public enum BoardingWord
{
    /// <summary>Nobody asked, or the parent did not answer. Never read as "same decision".</summary>
    NotAsked = 0,
    Stands = 1,
    Changed = 2,
}

/// <summary>The result of a boarding check.</summary>
/// <param name="MayBoard">True only if the parent confirmed every decision and the gate clears the person now.</param>
/// <param name="Open">Decisions without an answer.</param>
/// <param name="Revoked">Decisions revoked during the check.</param>
/// <param name="Clearance">The gate's recorded answer after the check.</param>
/// <param name="Answer">The answer for this person.</param>
public sealed record BoardingAnswer(bool MayBoard, IReadOnlyList<string> Open, IReadOnlyList<string> Revoked, ClearanceId Clearance, LineAnswer Answer);

/// <summary>
/// Asks the same question again within hours of departure: is it still the same decision? A changed mind revokes the decision at once,
/// and the gate then holds (revocable until departure: docs/handbook.md, "What makes a decision valid").
/// </summary>
public sealed class BoardingCheck(
    Store store, FindClearance find, JudgeManifest gate, ClearanceRecorder recorder, RevokeDecision revoke, PolicyShelf policies, EventLedger ledger, TimeProvider clock)
{
    /// <summary>Returns the questions for a person on a line of a clearance: one for each child with a decision in force.</summary>
    /// <exception cref="RefusalException">The clearance or line does not exist, or nobody is identified on it.</exception>
    public IReadOnlyList<BoardingQuestion> Questions(ClearanceId clearance, int line) => Questions(Find(clearance, line), clock.GetUtcNow());

    /// <param name="clearance">The clearance the person came to board with. It may have expired.</param>
    /// <param name="line">Their line in it.</param>
    /// <param name="said">Their answer about each decision, by its id. A decision left out was not asked about.</param>
    /// <param name="by">The person who asks.</param>
    /// <param name="words">The parent's own words if they change their mind; null if nobody wrote them down.</param>
    /// <exception cref="RefusalException">
    /// The clearance or line does not exist, nobody is identified, or it is too early or too late.
    /// </exception>
    public async Task<BoardingAnswer> ExecuteAsync(ClearanceId clearance, int line, IReadOnlyDictionary<string, BoardingWord> said, string by, string? words)
    {
        DateTimeOffset now = clock.GetUtcNow();
        (StandingClearance found, ManifestLine asked, LineAnswer person) = Find(clearance, line);
        if (string.IsNullOrWhiteSpace(by))
        {
            throw BoardingRefusals.ByMissing();
        }

        int hours = policies.Find(PolicyShelf.Default).Parameters.BoardingHours;
        if (now >= asked.DepartsAt || now < asked.DepartsAt.AddHours(-hours))
        {
            throw BoardingRefusals.NotNow(hours);
        }

        IReadOnlyList<BoardingQuestion> questions = Questions((found, asked, person), now);
        if (said.Keys.Except(questions.Select(question => question.Decision)).FirstOrDefault() is { } stranger)
        {
            throw BoardingRefusals.NotAskedAbout(stranger);
        }

        string[] changed = [.. questions.Where(question => said.GetValueOrDefault(question.Decision) == BoardingWord.Changed).Select(question => question.Decision)];
        string[] open = [.. questions.Where(question => said.GetValueOrDefault(question.Decision) == BoardingWord.NotAsked).Select(question => question.Decision)];
        foreach (string decision in changed)
        {
            revoke.Execute(decision, by, words);
        }

        // A decision revoked just now must count, even within one tick of the clock.
        ManifestAnswer answer = gate.Execute(found.Lines, clock.GetUtcNow(), PolicyShelf.Default);
        RecordedClearance recorded = await recorder.RecordAsync(
            new ClearanceRow
            {
                Caller = by,
                RequestHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { clearance = clearance.Value, line, said })),
                AnsweredAt = answer.At,
                At = answer.At,
                Policy = answer.Policy,
                PolicyVersion = answer.PolicyVersion ?? string.Empty,
                LogSize = answer.LogSize,
                Manifest = answer.Manifest,
            },
            found.Lines,
            answer.People);
        LineAnswer cleared = answer.People.Single(other => other.Line == line);
        bool mayBoard = open.Length == 0 && changed.Length == 0 && cleared.IsCleared;
        Record(recorded.Id, line, person, questions, said, by, mayBoard, answer.At);
        return new BoardingAnswer(mayBoard, open, changed, recorded.Id, cleared);
    }

    private (StandingClearance Found, ManifestLine Line, LineAnswer Person) Find(ClearanceId clearance, int line)
    {
        StandingClearance found = find.Execute(clearance)
            ?? throw ClearanceRefusals.Unknown(clearance);
        int index = found.Lines.ToList().FindIndex(other => other.Line == line);
        return index < 0 || found.Answer.People[index].PersonId is null
            ? throw BoardingRefusals.Nobody(clearance, line)
            : (found, found.Lines[index], found.Answer.People[index]);
    }

    private List<BoardingQuestion> Questions((StandingClearance Found, ManifestLine Line, LineAnswer Person) asked, DateTimeOffset now)
    {
        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        PersonFile? person = new EvidenceReader(connection).ReadAbout([asked.Person.PersonId!.Value]).Find(asked.Person.PersonId.Value);
        return person is null
            ? []
            : [.. new Passenger(asked.Line, person, new HashSet<Records.PersonId>(), now, policies.Find(PolicyShelf.Default)).Children
                .Where(child => child.Counts && child.DecisionInForce is not null)
                .Select(child => new BoardingQuestion(child.DecisionInForce!.DecisionId, child.Key, child.DecisionInForce.Choice.ToString().ToLowerInvariant()))];
    }

    private void Record(
        ClearanceId clearance, int line, LineAnswer person, IReadOnlyList<BoardingQuestion> questions, IReadOnlyDictionary<string, BoardingWord> said, string by, bool mayBoard, DateTimeOffset now)
    {
        Dictionary<string, string> words = questions.ToDictionary(question => question.Decision, question => said.GetValueOrDefault(question.Decision) switch
        {
            BoardingWord.Stands => "stands",
            BoardingWord.Changed => "changed",
            _ => "not_asked",
        });
        using KinkeeperDb db = store.Open();
        db.Add(new BoardingCheckRow
        {
            ClearanceId = clearance,
            Line = line,
            PersonId = person.PersonId!.Value,
            CheckedAt = now,
            CheckedBy = by.Trim(),
            Said = JsonSerializer.Serialize(words),
            MayBoard = mayBoard,
        });
        ledger.Append(
            db, "boarding-check", new LedgerSubject("clearance", string.Create(CultureInfo.InvariantCulture, $"{clearance.Value}/{line}")), new { person = person.PersonId!.Value.Value, by, said = words, mayBoard, at = now });
        db.SaveChanges();
    }
}
