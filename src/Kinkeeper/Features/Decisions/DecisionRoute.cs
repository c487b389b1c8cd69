using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions;

/// <summary>Allows <c>{decision}</c> to accounts that may see the parent.</summary>
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

/// <summary>Allows a decision's page <c>{address}</c> (<see cref="ReadDecision"/>) to accounts that may see the parent.</summary>
internal sealed class DecisionAddressRoute(ReadDecision decisions, PersonScope scope) : IRouteScope
{
    public string Parameter => "address";

    public bool MaySee(Account account, string value) =>
        decisions.ParentAt(value) is { } parent && scope.MaySee(account, new RecordKey(parent.Value));
}

/// <summary>Allows <c>{interview}</c> to accounts that may see both parent and child.</summary>
internal sealed class InterviewRoute(KeepInterview interviews, PersonScope scope) : IRouteScope
{
    public string Parameter => "interview";

    public bool MaySee(Account account, string value) =>
        interviews.Find(value) is { Row: var row } && scope.MaySee(account, new RecordKey(row.ParentRecordKey.Value)) && scope.MaySee(account, new RecordKey(row.ChildRecordKey.Value));
}
