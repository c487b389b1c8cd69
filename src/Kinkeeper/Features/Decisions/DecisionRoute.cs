using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions;

/// <summary><c>{decision}</c>: whoever may see the parent.</summary>
public sealed class DecisionRoute(Store store, PersonScope scope) : IRouteScope
{
    public string Parameter => "decision";

    public bool MaySee(Account account, string value)
    {
        using KinkeeperDb db = store.Open();
        return db.Set<DecisionRow>().AsNoTracking().SingleOrDefault(row => row.DecisionId == value) is not { } decision
            || scope.MaySee(account, new RecordKey(decision.ParentRecordKey.Value));
    }
}
