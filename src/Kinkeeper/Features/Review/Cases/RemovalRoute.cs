using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Review.Cases;

/// <summary>Limits <c>{removal}</c> to accounts that may see the removed person. The review's own lists name nobody.</summary>
internal sealed class RemovalRoute(Store store, PersonScope scope) : IRouteScope
{
    public string Parameter => "removal";

    public bool MaySee(Account account, string value)
    {
        using KinkeeperDb db = store.Open();
        return db.Set<RemovalRow>().AsNoTracking().SingleOrDefault(row => row.RemovalId == value) is not { } removal || scope.MaySee(account, removal.RecordKey);
    }
}
