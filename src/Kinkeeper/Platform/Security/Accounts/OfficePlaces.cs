namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>The places that each office answers for: facilities, ports of departure and sectors, as agencies write them.</summary>
public sealed class OfficePlaces(IReadOnlyDictionary<string, IReadOnlyList<string>> places)
{
    /// <summary>The place of an office that answers for all places, such as a headquarters.</summary>
    public const string Everywhere = "*";

    /// <summary>The places of an account's offices. An office without a description answers for the place of the same name.</summary>
    public IEnumerable<string> Of(Account account) =>
        account.Offices.SelectMany(office => places.TryGetValue(office, out IReadOnlyList<string>? described) ? described : [office]);
}
