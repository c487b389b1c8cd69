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

/// <summary><c>{manifest}</c>: an office sees what leaves from one of its places.</summary>
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

/// <summary><c>{clearance}</c>: an office sees an answer about its own movement, or about people all of whom it sees.</summary>
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
            // The gate itself says so, in words that every caller must treat as held.
            return true;
        }

        PersonId[] people = [.. db.Set<ClearanceLineRow>().Where(line => line.ClearanceId == id && line.PersonId != null).Select(line => line.PersonId!.Value).Distinct()];
        return (clearance.Manifest is { Length: > 0 } manifest && manifests.MaySee(account, manifest)) || scope.Visible(account, people).Count == people.Length;
    }
}

/// <summary><c>{override}</c>: whoever may see the person.</summary>
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
