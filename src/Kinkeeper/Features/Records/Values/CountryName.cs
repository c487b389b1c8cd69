using System.Collections.Frozen;
using Kinkeeper.Platform.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Names of countries in the page's language, from Unicode CLDR. The runtime's own names are not used, because it caches the first name
/// that was asked for, in any language (<see cref="System.Globalization.RegionInfo.DisplayName"/>).
/// </summary>
public static class CountryName
{
    private static readonly FrozenDictionary<string, (string English, string Spanish)> Names =
        EmbeddedTable.Read("CountryNames.csv").ToFrozenDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);

    /// <summary>Returns a name such as <c>Guatemala</c>, or the text as written if it is not a country code.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, or what an agency wrote that is none.</param>
    public static string Of(string country) =>
        Names.TryGetValue(country, out (string English, string Spanish) name) ? PageLanguage.IsSpanish ? name.Spanish : name.English : country;

    /// <summary>Returns a name with its code, such as <c>Guatemala (GT)</c>, for places that show exactly what the record says.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, or what an agency wrote that is none.</param>
    public static string WithCode(string country) => Names.ContainsKey(country) ? $"{Of(country)} ({country})" : country;
}
