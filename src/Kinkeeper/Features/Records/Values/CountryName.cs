using System.Collections.Frozen;
using Kinkeeper.Platform.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Countries by their name in the page's language, from Unicode CLDR. The runtime's own names are not used: it keeps the first one
/// that anybody asked for, in whatever language that was (<see cref="System.Globalization.RegionInfo.DisplayName"/>).
/// </summary>
public static class CountryName
{
    private static readonly FrozenDictionary<string, (string English, string Spanish)> Names =
        EmbeddedTable.Read("CountryNames.csv").ToFrozenDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);

    /// <summary>Such as <c>Guatemala</c>; as written where it is no country's code.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, or what an agency wrote that is none.</param>
    public static string Of(string country) =>
        Names.TryGetValue(country, out (string English, string Spanish) name) ? PageLanguage.IsSpanish ? name.Spanish : name.English : country;

    /// <summary>Such as <c>Guatemala (GT)</c>, where it matters what the record says.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, or what an agency wrote that is none.</param>
    public static string WithCode(string country) => Names.ContainsKey(country) ? $"{Of(country)} ({country})" : country;
}
