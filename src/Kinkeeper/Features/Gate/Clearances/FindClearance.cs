using System.Text.Json;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate.Clearances;

/// <summary>A reason a clearance is no longer valid.</summary>
/// <param name="Line">The line concerned; null if it concerns all.</param>
/// <param name="Code">The kind of change: <c>departed</c>, <c>policy</c>, <c>evidence</c>, <c>answer</c>, or <c>as-of</c>.</param>
/// <param name="Text">The reason in one sentence.</param>
public sealed record Expiry(int? Line, string Code, string Text);

/// <summary>A recorded clearance and its validity.</summary>
public sealed record StandingClearance(ClearanceRow Clearance, IReadOnlyList<ManifestLine> Lines, ManifestAnswer Answer, IReadOnlyList<Expiry> Expired)
{
    /// <summary>True while the clearance is valid. Only a valid one lets anybody leave.</summary>
    public bool Stands => Expired.Count == 0;
}

/// <summary>
/// Finds a recorded clearance and checks if it is still valid. It is valid if the same question, asked now, gives the same answers from
/// the same evidence under the same policy, and no departure time has passed.
/// </summary>
public sealed class FindClearance(Store store, JudgeManifest gate, TimeProvider clock)
{
    /// <summary>The expiry of an answer about another time, which lets nobody leave.</summary>
    public static readonly Expiry AsOfAnotherMoment = new(null, "as-of", "The question was about another time, to look back or ahead.");

    /// <summary>Returns the clearance; null if there is none with that number.</summary>
    public StandingClearance? Execute(ClearanceId id)
    {
        ClearanceRow? clearance;
        List<ClearanceLineRow> rows;
        using (KinkeeperDb db = store.Open())
        {
            clearance = db.Set<ClearanceRow>().AsNoTracking().SingleOrDefault(row => row.Id == id);
            rows = [.. db.Set<ClearanceLineRow>().AsNoTracking().Where(row => row.ClearanceId == id).OrderBy(row => row.Line)];
        }

        if (clearance is null)
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow();
        ManifestAnswer given = new(clearance.Manifest, clearance.At, clearance.Policy, [.. rows.Select(Answer)])
        {
            PolicyVersion = clearance.PolicyVersion,
            LogSize = clearance.LogSize,
        };
        ManifestLine[] lines = [.. rows.Select(Line)];
        ManifestAnswer today = gate.Execute(lines, now, clearance.Policy);
        List<Expiry> expired = [];
        if (clearance.At != clearance.AnsweredAt)
        {
            expired.Add(AsOfAnotherMoment);
        }

        if (today.PolicyVersion != clearance.PolicyVersion)
        {
            expired.Add(new Expiry(null, "policy", "The policy has changed, or can no longer be read."));
        }

        foreach ((ClearanceLineRow row, LineAnswer then, LineAnswer answer) in rows.Zip(given.People, today.People))
        {
            Expiry? why =
                row.Problem is null && now >= row.DepartsAt ? new Expiry(row.Line, "departed", "The departure time has passed.")
                : !then.Evidence.AsSpan().SequenceEqual(answer.Evidence) ? new Expiry(row.Line, "evidence", "The evidence for the answer has changed.")
                : !Codes(then).SequenceEqual(Codes(answer)) ? new Expiry(row.Line, "answer", "The gate would now give a different answer.")
                : null;
            if (why is not null)
            {
                expired.Add(why);
            }
        }

        return new StandingClearance(clearance, lines, given, expired);

        static IEnumerable<string> Codes(LineAnswer answer) => answer.Reasons.Select(reason => $"{reason.Rule}/{reason.Child}");
    }

    private static LineAnswer Answer(ClearanceLineRow row)
    {
        HoldReason[] reasons = JsonSerializer.Deserialize<HoldReason[]>(row.Reasons, ClearanceRecorder.Json)!;
        return new LineAnswer(row.Line, row.RecordId, row.Person, row.IsCleared ? [] : reasons)
        {
            PersonId = row.PersonId,
            Override = row.OverrideId,
            Overridden = row.IsCleared ? reasons : [],
            Evidence = row.Evidence,
        };
    }

    private static ManifestLine Line(ClearanceLineRow row) => new(row.Line)
    {
        Manifest = row.Manifest,
        RecordId = row.RecordId,
        ANumber = row.ANumber is { } number ? new ANumber(number) : null,
        FoldedName = row.FoldedName,
        BirthDate = row.BirthDate,
        DepartsAt = row.DepartsAt.ToOffset(TimeSpan.FromMinutes(row.DepartsOffsetMinutes)),
        Country = row.Country,
        Problem = row.Problem,
    };
}
