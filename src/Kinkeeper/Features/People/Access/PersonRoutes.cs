using System.Globalization;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.People.Access;

/// <summary>
/// Allows a person by the number of one of their records: <c>{record}</c>, <c>{parent}</c> or <c>{child}</c> in an address.
/// </summary>
internal sealed class PersonRoute(string parameter, PersonScope scope) : IRouteScope
{
    public string Parameter => parameter;

    public bool MaySee(Account account, string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long record) && scope.MaySee(account, new RecordKey(record));
}
