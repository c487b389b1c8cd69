using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Obligations;

/// <summary>The register of obligations, derived from current removals, families and decisions, so that none can be left out.</summary>
public sealed class ListObligations(Store store, TimeProvider clock)
{
    /// <returns>The obligations by departure, then by removal and child.</returns>
    public IReadOnlyList<Obligation> Execute()
    {
        DateTimeOffset now = clock.GetUtcNow();
        Dictionary<(string Removal, long Child), ClosingKind> closings;
        using (KinkeeperDb db = store.Open())
        {
            closings = db.Set<ObligationClosing>().AsNoTracking().ToDictionary(closing => (closing.RemovalId, closing.ChildRecordKey.Value), closing => closing.Kind);
        }

        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        CaseEvidence evidence = new EvidenceReader(connection).ReadAll();
        Dictionary<(string Removal, PersonId Child), ClosingKind> byPerson = [];
        foreach (((string removal, long child), ClosingKind kind) in closings)
        {
            if (evidence.OfRecord.TryGetValue(new RecordKey(child), out PersonFile? file))
            {
                byPerson[(removal, file.Id)] = kind;
            }
        }

        return
        [
            .. evidence.Persons
                .SelectMany(person => Obligation.Of(
                    person, (removal, family) => byPerson.TryGetValue((removal.RemovalId, family.Child.Id), out ClosingKind kind) ? kind : null, now))
                .OrderBy(obligation => obligation.Removal.DepartsAt)
                .ThenBy(obligation => obligation.Removal.RemovalId, StringComparer.Ordinal)
                .ThenBy(obligation => obligation.Family.Child.Key, StringComparer.Ordinal),
        ];
    }
}
