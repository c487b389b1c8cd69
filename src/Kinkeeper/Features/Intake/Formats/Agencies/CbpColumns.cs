using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// CBP's columns with every header it has published, from the CBP Data Codebook of the Deportation Data Project (Graeme
/// Blair and Simone Horowitz, 2026, CC0), stored here as <c>CbpColumns.csv</c>. What a column proves is our addition.
/// </summary>
internal static class CbpColumns
{
    /// <param name="datasets">Datasets of the codebook. If two have a column of the same name, their headers are combined.</param>
    public static IReadOnlyList<AgencyColumn> Of(params string[] datasets) =>
        [.. EmbeddedTable.Read("CbpColumns.csv")
            .Where(row => datasets.Contains(row[0]))
            .GroupBy(row => row[1])
            .Select(rows => new AgencyColumn(rows.Key, rows.First()[5], [.. rows.SelectMany(row => row[4].Split(';')).Distinct()])
            {
                Kind = KindOf(rows.Key, rows.First()[2]),
                Proves = rows.First()[3].Split(';', StringSplitOptions.RemoveEmptyEntries).Aggregate(Safeguard.None, (proves, name) => proves | Enum.Parse<Safeguard>(name)),
            })];

    private static CellKind KindOf(string name, string type) => (name, type) switch
    {
        ("age" or "app_age", _) => CellKind.Age,
        ("gender", _) => CellKind.Sex,
        ("language", _) => CellKind.Language,
        ("alien_file_number" or "subject_afile_number", _) => CellKind.ANumber,
        ("citizenship" or "citizenship_cd" or "nationality" or "country_of_birth" or "country_of_birth_cd" or "country_of_residence" or "country_of_res_cd"
            or "first_country_of_residence" or "first_country_of_residence_foreign" or "birth_country_name" or "citizenship_country_name" or "country_name", _) => CellKind.Country,
        ("apprehension_sector" or "arrest_sector" or "sector_of_bookout" or "sector_district" or "field_office_name", _) => CellKind.Office,
        (_, "date") => CellKind.Date,
        (_, "datetime") => CellKind.LocalTime,
        (_, "logical") => CellKind.YesNo,
        (_, "integer") => CellKind.Number,
        _ => CellKind.Text,
    };
}
