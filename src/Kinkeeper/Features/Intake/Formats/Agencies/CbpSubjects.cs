using System.Globalization;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// The common parts of CBP's releases about single subjects. A row is one recorded encounter, not a person. The columns for time, age
/// and sex differ between releases, so the first filled one of several is used.
/// </summary>
public abstract class CbpSubjects : AgencyFormat
{
    private readonly Lazy<Roles> _roles;

    protected CbpSubjects() => _roles = new Lazy<Roles>(() => new Roles(
        Find("apprehension_datetime", "encounter_datetime", "arrest_datetime", "event_created_datetime", "apprehension_date", "arrest_date"),
        Find("age", "app_age"),
        Find("gender"),
        Find("citizenship", "citizenship_country_name", "citizenship_cd", "nationality"),
        Find("subject_afile_number", "alien_file_number"),
        Find("arrest_sector", "apprehension_sector", "field_office_name"),
        Find("birth_date"),
        Find("language"),
        Find("fmu_number"),
        Find("event_number", "sigma_event_id"),
        Find("adult_or_juvenile"),
        Find("juvenile_18_indicator", "unaccompanied_child_indicator", "uc_indicator", "uac_indicator"),
        Find("subject_group_classification", "fmua_uac_am_single_derived"),
        Find("number_of_children_and_nationality", "number_children_and_nationality")));

    public override void Normalise(AgencyRow row)
    {
        row.AddColumns();
        if (row.Rejects.Count > 0)
        {
            return;
        }

        Roles roles = _roles.Value;
        int? age = First(roles.Age, row.Number);
        row.Add(new AgencyPerson("#person")
        {
            ANumber = First(roles.Alien, row.ANumber),
            DateOfBirth = First(roles.Born, row.DateOfBirth),
            Age = age is <= 120 ? age : null,
            Sex = roles.Sex.Select(row.Sex).FirstOrDefault(sex => sex != Sex.Unknown),
            Citizenship = First(roles.Citizenship, row.Country),
            Language = First(roles.Language, row.Language),
            Role = RoleOf(row, roles, age),
            EncounteredAt = First(roles.Time, row.LocalTime),
            Office = First(roles.Office, row.Office),
            EventNumber = FirstText(row, roles.Event),
            FamilyUnitNumber = FirstText(row, roles.FamilyUnit),
            StatedChildren = First(roles.Children, column => LeadingNumber(row.Text(column))),
        });
    }

    /// <summary>Reads the number at the start of a text: "2 USC", "1-GUATEMALA", "3".</summary>
    private static int? LeadingNumber(string text)
    {
        int digits = 0;
        while (digits < text.Length && digits < 3 && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        return digits > 0 && (digits == text.Length || !char.IsAsciiDigit(text[digits])) ? int.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    private static AgencyRole RoleOf(AgencyRow row, Roles roles, int? age)
    {
        if (age is not null)
        {
            return age < 18 ? AgencyRole.Minor : AgencyRole.Adult;
        }

        string word = FirstText(row, roles.AdultOrJuvenile) ?? "";
        if (word.StartsWith("juv", StringComparison.OrdinalIgnoreCase) || word.StartsWith("minor", StringComparison.OrdinalIgnoreCase))
        {
            return AgencyRole.Minor;
        }

        if (word.StartsWith("adult", StringComparison.OrdinalIgnoreCase))
        {
            return AgencyRole.Adult;
        }

        if (roles.Juvenile.Any(column => Answers.TryParse(row.Cell(column), out YesNo answer) && answer == YesNo.Yes))
        {
            return AgencyRole.Minor;
        }

        string group = Fold.Key(FirstText(row, roles.Group) ?? "");
        return group.Contains("UNACCOMPANIED", StringComparison.Ordinal) || group is "UAC" or "UC" or "AM" or "ACCOMPANIEDMINORS" or "ACCOMPANIEDMINOR" ? AgencyRole.Minor
            : group is "SINGLE" or "SINGLEADULT" or "SINGLEADULTS" ? AgencyRole.Adult
            : AgencyRole.Unknown;
    }

    private static T? First<T>(int[] columns, Func<int, T?> read)
        where T : struct
    {
        foreach (int column in columns)
        {
            if (read(column) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static string? FirstText(AgencyRow row, int[] columns)
    {
        foreach (int column in columns)
        {
            if (row.FilledText(column) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private int[] Find(params string[] names) =>
        [.. names.Where(name => Columns.Any(column => column.Name == name)).Select(Column)];

    private sealed record Roles(
        int[] Time, int[] Age, int[] Sex, int[] Citizenship, int[] Alien, int[] Office, int[] Born, int[] Language,
        int[] FamilyUnit, int[] Event, int[] AdultOrJuvenile, int[] Juvenile, int[] Group, int[] Children);
}

/// <summary>CBP's releases of Border Patrol apprehensions.</summary>
public sealed class CbpApprehensions : CbpSubjects
{
    public override string Name => "cbp-apprehensions";

    public override string Describe => "Border Patrol apprehensions of the whole country (FOIA), under every header variant of the CBP Data Codebook.";

    public override IReadOnlyList<AgencyColumn> Columns { get; } = CbpColumns.Of("Apprehensions");
}

/// <summary>
/// CBP's releases of encounters: by Border Patrol between ports, by field operations at ports ("inadmissibles"), and the monthly
/// counts for the whole country. Rows of the monthly counts are numbers of encounters, not persons.
/// </summary>
public sealed class CbpEncounters : CbpSubjects
{
    private readonly int _count;

    public CbpEncounters() => _count = Column("encounter_count");

    public override string Name => "cbp-encounters";

    public override string Describe => "CBP encounters (FOIA): single subjects between and at ports, under every header variant of the CBP Data Codebook, or monthly counts.";

    public override IReadOnlyList<AgencyColumn> Columns { get; } =
    [
        .. CbpColumns.Of("Encounters", "Inadmissibles"),
        new("fiscal_year", "Fiscal year, from October", "Fiscal Year") { Kind = CellKind.Number },
        new("month_grouping", "Whether the year is complete", "Month Grouping"),
        new("month", "Month", "Month (abbv)", "Month"),
        new("land_border_region", "Border", "Land Border Region", "Component"),
        new("state", "State", "State"),
        new("title_of_authority", "Title 8 or Title 42", "Title of Authority", "Encounter Type"),
        new("encounter_count", "Number of encounters", "Encounter Count") { Kind = CellKind.Number },
    ];

    public override void Normalise(AgencyRow row)
    {
        if (!row.Has(_count))
        {
            base.Normalise(row);
            return;
        }

        row.AddColumns();
        if (row.Number(_count) is null)
        {
            row.Reject(_count, "The number of encounters cannot be read.");
        }
    }
}
