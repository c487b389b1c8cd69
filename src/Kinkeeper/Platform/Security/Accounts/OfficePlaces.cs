namespace Kinkeeper.Platform.Security.Accounts;

/// <summary>Which places each office answers for: facilities, ports of departure and sectors, as agencies write them.</summary>
public sealed class OfficePlaces(IReadOnlyDictionary<string, IReadOnlyList<string>> places)
{
    /// <summary>As a place: an office that answers for all of them, such as a headquarters.</summary>
    public const string Everywhere = "*";

    /// <summary>The places of an account's offices. An office that is not described answers for the place that bears its own name.</summary>
    public IEnumerable<string> Of(Account account) =>
        account.Offices.SelectMany(office => places.TryGetValue(office, out IReadOnlyList<string>? described) ? described : [office]);
}
