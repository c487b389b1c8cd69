using System.Globalization;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate;

/// <summary>Allows <c>{manifest}</c> to an office if the movement leaves from one of its places.</summary>
internal sealed class ManifestRoute(Store store, PersonScope scope) : IRouteScope
{
    public string Parameter => "manifest";

    public bool MaySee(Account account, string value)
    {
        using KinkeeperDb db = store.Open();
        string?[] ports = [.. db.Set<ManifestRow>().Where(row => row.Manifest == value).Select(row => row.Port).Distinct()];
        return ports.Any(port => scope.MaySeePlace(account, port));
    }
}

/// <summary>Allows <c>{clearance}</c> to an office for its own movement, or if it may see all the people in it.</summary>
internal sealed class ClearanceRoute(Store store, ManifestRoute manifests, PersonScope scope) : IRouteScope
{
    public string Parameter => "clearance";

    public bool MaySee(Account account, string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return false;
        }

        ClearanceId id = new(number);
        using KinkeeperDb db = store.Open();
        ClearanceRow? clearance = db.Set<ClearanceRow>().AsNoTracking().SingleOrDefault(row => row.Id == id);
        if (clearance is null)
        {
            // The gate answers this itself, in words that every caller must treat as held.
            return true;
        }

        PersonId[] people = [.. db.Set<ClearanceLineRow>().Where(line => line.ClearanceId == id && line.PersonId != null).Select(line => line.PersonId!.Value).Distinct()];
        return (clearance.Manifest is { Length: > 0 } manifest && manifests.MaySee(account, manifest)) || scope.Visible(account, people).Count == people.Length;
    }
}

/// <summary>Allows <c>{override}</c> to accounts that may see the person.</summary>
internal sealed class OverrideRoute(Store store, PersonScope scope) : IRouteScope
{
    public string Parameter => "override";

    public bool MaySee(Account account, string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return false;
        }

        OverrideId id = new(number);
        using KinkeeperDb db = store.Open();
        return db.Set<OverrideRow>().AsNoTracking().SingleOrDefault(row => row.Id == id) is not { } found || scope.MaySee(account, found.PersonId);
    }
}
