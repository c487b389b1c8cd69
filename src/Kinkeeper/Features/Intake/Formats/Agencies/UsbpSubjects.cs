namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>Border Patrol's apprehensions by sector, as released under FOIA: deportable persons only, one row per apprehension.</summary>
public sealed class UsbpApprehensions : UsbpSubjects
{
    public override string Name => "usbp-apprehensions";

    public override string Describe => "Border Patrol apprehensions by sector (FOIA): time, sector, age, sex, citizenship, looks; nothing about families.";

    public override bool IsHeader(IReadOnlyList<string> cells) => base.IsHeader(cells) && Match(cells)[Deportable] < 0;
}

/// <summary>Border Patrol's processed subjects: all persons whom agents processed, deportable or not.</summary>
public sealed class UsbpProcessedSubjects : UsbpSubjects
{
    public override string Name => "usbp-processed-subjects";

    public override string Describe => "Border Patrol processed subjects by sector (FOIA): like apprehensions, plus persons who were not deportable.";

    public override bool IsHeader(IReadOnlyList<string> cells) => base.IsHeader(cells) && Match(cells)[Deportable] >= 0;
}

/// <summary>The common parts of both lists. A row is not a person, because one person may be apprehended often.</summary>
public abstract class UsbpSubjects : AgencyFormat
{
    protected const int Deportable = 2;
    private const int Time = 0;
    private const int CalendarYear = 1;
    private const int Sector = 3;
    private const int Age = 4;
    private const int Gender = 5;
    private const int Citizenship = 6;

    public override IReadOnlyList<AgencyColumn> Columns { get; } =
    [
        new("apprehension_datetime", "Time of apprehension", "APPR_DT_TIME", "APP_DT_TIME", "APPR DT TIME") { Kind = CellKind.LocalTime },
        new("calendar_year", "Year", "CY", "Calendar Year", "FY") { Kind = CellKind.Number },
        new("deportable", "Whether deportable", "DEPORTABLE") { Kind = CellKind.YesNo },
        new("sector", "Sector", "SECTOR") { Kind = CellKind.Office },
        new("age", "Age", "APP_AGE", "APP AGE", "APPREHENSION_AGE", "AGE") { Kind = CellKind.Age },
        new("gender", "Sex", "GENDER", "SEX") { Kind = CellKind.Sex, Identifies = true },
        new("citizenship", "Citizenship", "CITIZENSHIP") { Kind = CellKind.Country, Identifies = true },
        new("complexion", "Complexion", "COMPLEXION"),
        new("hair_color", "Hair", "HAIR_COLOR"),
        new("eye_color", "Eyes", "EYE_COLOR"),
        new("status_when_found", "What the person was doing", "STATUS_WHEN_FOUND"),
        new("criminal_alien", "Criminal record", "CRIMINAL_ALIEN", "CRIM_IND") { Kind = CellKind.YesNo },
        new("status_at_entry", "Status at entry", "STATUS_AT_ENTRY"),
        new("arrest_method", "Method of arrest", "ARREST_METHOD"),
        new("time_in_us", "Time in the United States", "TIME_IN_US"),
        new("disposition", "Disposition", "DISPOSITION"),
        new("method_of_entry", "Manner of entry", "METHOD OF ENTRY", "POE"),
    ];

    public override void Normalise(AgencyRow row)
    {
        row.AddColumns();
        DateTime? time = row.LocalTime(Time);
        int? year = time?.Year ?? row.Number(CalendarYear);
        if (year is null or < 1990 or > 2100)
        {
            row.Reject(row.Has(Time) ? Time : CalendarYear, "Neither the time nor the year of the apprehension can be read.");
        }

        if (row.Rejects.Count > 0)
        {
            return;
        }

        int? age = row.Number(Age);
        row.Add(new AgencyPerson("#person")
        {
            Age = age,
            Sex = row.Sex(Gender),
            Citizenship = row.Country(Citizenship),
            Role = age is null ? AgencyRole.Unknown : age < 18 ? AgencyRole.Minor : AgencyRole.Adult,
            EncounteredAt = time,
            Office = row.Office(Sector),
        });
    }
}
