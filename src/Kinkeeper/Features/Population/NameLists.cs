using System.Globalization;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Population;

/// <summary>
/// Names for families, weighted by how common they are. Without reference data they come from a small built-in table. With it,
/// surnames are those counted in Guatemala, El Salvador, Mexico and Brazil, plus the long tail of Hispanic surnames of the 2010 U.S.
/// census.
/// </summary>
/// <remarks>The shares in the built-in table are rough. They make families look plausible and estimate nothing.</remarks>
internal sealed class NameLists
{
    private const double TailShare = 0.12;
    private const double MostlyHispanic = 0.85;
    private readonly Dictionary<string, Weighted<string>> _lists;
    private readonly Weighted<string>? _tail;

    private NameLists(Dictionary<string, Weighted<string>> lists, Weighted<string>? tail)
    {
        _lists = lists;
        _tail = tail;
    }

    /// <param name="reference">A folder with <c>common-surnames-by-country.csv</c> and <c>surnames2010_hispanic_share_ge_0.10.csv</c>; null
    /// for only the built-in table.</param>
    public static NameLists Load(string? reference)
    {
        Dictionary<string, List<(string, double)>> lists = EmbeddedTable.Read("Names.csv")
            .GroupBy(row => row[0])
            .ToDictionary(rows => rows.Key, rows => rows.Select(row => (row[1], double.Parse(row[2], CultureInfo.InvariantCulture))).ToList());
        if (reference is not null)
        {
            foreach ((string country, List<(string, double)> surnames) in CountedSurnames(Path.Combine(reference, "common-surnames-by-country.csv")))
            {
                lists[$"surname {country}"] = surnames;
            }
        }

        return new NameLists(
            lists.ToDictionary(list => list.Key, list => new Weighted<string>(list.Value)),
            reference is null ? null : CensusTail(Path.Combine(reference, "surnames2010_hispanic_share_ge_0.10.csv")));
    }

    public string Surname(Dice dice, Origin origin) =>
        origin.People is { } people && dice.Chance(0.85) ? _lists[$"surname {people}"].Draw(dice)
        : _tail is not null && origin.GivenNames == "es" && dice.Chance(TailShare) ? _tail.Draw(dice)
        : _lists[$"surname {origin.Country}"].Draw(dice);

    /// <summary>Draws one to three given names, usually two.</summary>
    public string Given(Dice dice, Origin origin, bool female, bool child)
    {
        string sex = female ? "F" : "M";
        bool modern = child && origin.GivenNames == "es" && dice.Chance(0.7);
        string first = _lists[modern ? $"given child {sex}" : $"given {origin.GivenNames} {sex}"].Draw(dice);
        if (origin.GivenNames != "es" || dice.Chance(0.3))
        {
            return first;
        }

        string second = _lists[$"given es {sex}2"].Draw(dice);
        return second == first ? first : $"{first} {second}";
    }

    /// <summary>Reads the counted surnames of the four countries.</summary>
    /// <remarks>
    /// The file has two lists under SV. The first has the twenty commonest surnames of Sweden, filed under the code of its language. If a
    /// country is listed twice, the later list is used. Without counts, the weight falls with the rank.
    /// </remarks>
    private static Dictionary<string, List<(string, double)>> CountedSurnames(string path)
    {
        Dictionary<string, List<(string, double)>> lists = [];
        using RowReader reader = RowReader.Open(path, cells => cells.Contains("Romanized Name") && cells.Contains("Country"));
        int country = Index(reader, "Country");
        int rank = Index(reader, "Rank");
        int name = Index(reader, "Localized Name");
        int count = Index(reader, "Count");
        while (reader.Read())
        {
            string code = reader.Text(country);
            if (code is not ("GT" or "SV" or "MX" or "BR") || !double.TryParse(reader.Field(rank), CultureInfo.InvariantCulture, out double place) || place < 1)
            {
                continue;
            }

            if (place == 1 || !lists.TryGetValue(code, out List<(string, double)>? list))
            {
                lists[code] = list = [];
            }

            list.Add((reader.Text(name), double.TryParse(reader.Field(count), CultureInfo.InvariantCulture, out double bearers) ? bearers : 1 / place));
        }

        return lists;
    }

    private static Weighted<string> CensusTail(string path)
    {
        List<(string, double)> surnames = [];
        using RowReader reader = RowReader.Open(path, cells => cells.Contains("surname") && cells.Contains("p_his"));
        int surname = Index(reader, "surname");
        int share = Index(reader, "p_his");
        while (reader.Read())
        {
            if (double.TryParse(reader.Field(share), CultureInfo.InvariantCulture, out double hispanic) && hispanic >= MostlyHispanic)
            {
                string capitals = reader.Text(surname);
                surnames.Add((string.Concat(capitals.AsSpan(0, 1), capitals[1..].ToLowerInvariant()), 1.0 / (surnames.Count + 20)));
            }
        }

        return new Weighted<string>(surnames);
    }

    private static int Index(RowReader reader, string name) => reader.Header.ToList().IndexOf(name);
}

/// <summary>The origin of a family.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Language">ISO 639-3, of the parents.</param>
/// <param name="People">The list of surnames of an indigenous people. Null if there is none.</param>
/// <param name="GivenNames"><c>es</c>, <c>pt</c> or <c>ht</c>.</param>
internal sealed record Origin(string Country, string Language, string? People, string GivenNames)
{
    /// <summary>Origins with their shares. Countries are rounded from ORR's list of 2018–2019. Languages are rough.</summary>
    public static readonly Weighted<Origin> All = new(
    [
        (new("GT", "spa", null, "es"), 24), (new("GT", "mam", "mam", "es"), 9), (new("GT", "quc", "quc", "es"), 6), (new("GT", "kek", "kek", "es"), 6),
        (new("GT", "kjb", "kjb", "es"), 3), (new("GT", "knj", "kjb", "es"), 2), (new("GT", "ixl", "ixl", "es"), 2),
        (new("HN", "spa", null, "es"), 30), (new("HN", "cab", "cab", "es"), 1),
        (new("SV", "spa", null, "es"), 9),
        (new("MX", "spa", null, "es"), 2), (new("MX", "nah", "nah", "es"), 0.5), (new("MX", "qmx", "qmx", "es"), 0.5),
        (new("NI", "spa", null, "es"), 1), (new("EC", "spa", null, "es"), 1.5), (new("BR", "por", null, "pt"), 1.5), (new("HT", "hat", null, "ht"), 1),
    ]);
}
