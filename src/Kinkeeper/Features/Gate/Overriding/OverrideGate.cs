using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>
/// Lets a held person leave: two different persons of the policy's roles, neither of them an officer who took a decision of this parent,
/// give a code and words. This class makes every refusal, for pages and programs alike.
/// </summary>
public sealed class OverrideGate(Store store, FindClearance find, PolicyShelf policies, EventLedger ledger, TimeProvider clock)
{
    /// <summary>
    /// The roles notified of an override: the headquarters coordinator (ICE Directive 11064, Child Welfare Coordinator) and counsel on
    /// file.
    /// </summary>
    private static readonly string[] Told = ["child-welfare-coordinator", "counsel"];

    private const int MostAttempts = 20;

    /// <summary>
    /// Requests an override of the reasons that hold one line of a clearance. It has no effect until a second person approves it.
    /// </summary>
    /// <exception cref="RefusalException">See <see cref="OverrideRefusals"/>.</exception>
    public OverrideId Request(ClearanceId clearance, int line, string reasonCode, string words, Signatory by)
    {
        DateTimeOffset now = clock.GetUtcNow();
        StandingClearance found = find.Execute(clearance) ?? throw OverrideRefusals.NotHeld();
        Policy policy = policies.Find(found.Clearance.Policy);
        PolicyOverrides rules = Allowed(policy, by);
        if (!rules.Reasons.Contains(reasonCode) || string.IsNullOrWhiteSpace(words))
        {
            throw OverrideRefusals.ReasonUnknown(string.Join(", ", rules.Reasons));
        }

        int index = found.Answer.People.ToList().FindIndex(person => person.Line == line);
        LineAnswer held = index >= 0 && found.Stands ? found.Answer.People[index] : throw OverrideRefusals.NotHeld();
        Refuse(held.Reasons);
        if (held.IsCleared || held.PersonId is not { } person)
        {
            throw OverrideRefusals.NotHeld();
        }

        for (int attempt = 1; ; attempt++)
        {
            using KinkeeperDb db = store.Open();
            RefuseOfficers(db, person, by);
            OverrideId id = new(db.Set<OverrideRow>().Max(row => (OverrideId?)row.Id)?.Value + 1 ?? 1);
            OverrideRow asked = new()
            {
                Id = id,
                PersonId = person,
                Manifest = found.Lines[index].Manifest,
                DepartsAt = found.Lines[index].DepartsAt.ToUniversalTime(),
                ReasonCode = reasonCode,
                Words = words.Trim(),
                Overridden = string.Join('\n', held.Reasons.Select(StandingOverride.Key)),
                RequestedBy = by.Id,
                RequestedAt = now,
            };
            db.Add(asked);
            Log(db, "override-requested", asked);
            try
            {
                db.SaveChanges();
                return id;
            }
            catch (DbUpdateException conflict) when (DatabaseFailures.IsTaken(conflict) && attempt < MostAttempts)
            {
                // Another override was requested at the same time and took this number: try the next one.
            }
        }
    }

    /// <summary>Approves an override as the second person.</summary>
    /// <exception cref="RefusalException">See <see cref="OverrideRefusals"/>.</exception>
    public void Approve(OverrideId id, Signatory by)
    {
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        OverrideRow asked = db.Set<OverrideRow>().SingleOrDefault(row => row.Id == id) ?? throw OverrideRefusals.Unknown();
        Allowed(policies.Find(PolicyShelf.Default), by);
        if (asked.ApprovedBy is not null)
        {
            throw OverrideRefusals.Approved();
        }

        if (now >= asked.DepartsAt)
        {
            throw OverrideRefusals.Expired();
        }

        if (Same(asked.RequestedBy, by.Id))
        {
            throw OverrideRefusals.SamePerson();
        }

        RefuseOfficers(db, asked.PersonId, by);
        db.Entry(asked).Property(row => row.ApprovedBy).CurrentValue = by.Id;
        db.Entry(asked).Property(row => row.ApprovedAt).CurrentValue = now;
        foreach (string role in Told)
        {
            db.Add(new NoticeRow { Role = role, PersonId = asked.PersonId, Kind = "override-approved", Subject = Subject(asked).ToString(), MadeAt = now });
        }

        Log(db, "override-approved", asked);
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException conflict) when (DatabaseFailures.IsTaken(conflict))
        {
            throw OverrideRefusals.Approved();
        }
    }

    /// <summary>Returns every override, latest first, for overseers.</summary>
    public IReadOnlyList<OverrideRow> List()
    {
        using KinkeeperDb db = store.Open();
        return [.. db.Set<OverrideRow>().AsNoTracking().OrderByDescending(row => row.Id)];
    }

    private static PolicyOverrides Allowed(Policy policy, Signatory by) =>
        policy.Overrides is { } rules && by.Id.Length > 0 && rules.Roles.Any(by.Roles.Contains)
            ? rules
            : throw OverrideRefusals.NotAllowed(policy.Overrides is { } known ? string.Join(", ", known.Roles) : "none");

    private static void Refuse(IReadOnlyList<HoldReason> reasons)
    {
        if (reasons.FirstOrDefault(reason => !StandingOverride.MayLift(reason)) is { } never)
        {
            throw OverrideRefusals.Never(never.Rule);
        }
    }

    /// <summary>
    /// Refuses an officer who took any decision of this parent, current or not, because they are already responsible for it.
    /// </summary>
    private static void RefuseOfficers(KinkeeperDb db, PersonId person, Signatory by)
    {
        RecordKey[] records = [.. db.Set<SourceRecord>().Where(record => record.PersonId == person).Select(record => record.Id)];
        ParentRecordKey[] asParent = [.. records.Select(record => new ParentRecordKey(record.Value))];
        string?[] officers = [.. db.Set<DecisionRow>().Where(row => asParent.Contains(row.ParentRecordKey)).Select(row => row.Officer)];
        if (officers.Any(officer => Same(officer, by.Id)))
        {
            throw OverrideRefusals.TookTheDecision();
        }
    }

    private static bool Same(string? left, string right) => string.Equals(left?.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static LedgerSubject Subject(OverrideRow asked) => new("override", asked.Id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private void Log(KinkeeperDb db, string kind, OverrideRow asked) => ledger.Append(db, kind, Subject(asked), new
    {
        id = asked.Id.Value,
        person = asked.PersonId.Value,
        manifest = asked.Manifest,
        departsAt = asked.DepartsAt,
        reason = asked.ReasonCode,
        words = asked.Words,
        overridden = asked.Overridden.Split('\n'),
        requestedBy = asked.RequestedBy,
        requestedAt = asked.RequestedAt,
        approvedBy = asked.ApprovedBy,
        approvedAt = asked.ApprovedAt,
    });
}
