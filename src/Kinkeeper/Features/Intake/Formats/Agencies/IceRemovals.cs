using Kinkeeper.Features.Intake.Parsing;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// ICE's removals as released under FOIA, by area of responsibility or for the whole country. No release has a column about
/// children. Names and dates of birth are withheld, and in some releases the A-number too.
/// </summary>
public sealed class IceRemovals : AgencyFormat
{
    private const int Departed = 0;
    private const int Born = 1;
    private const int Gender = 2;
    private const int Citizenship = 3;
    private const int Event = 4;
    private const int Alien = 7;
    private const int Area = 8;
    private const int BirthYear = 9;

    public override string Name => "ice-removals";

    public override string Describe => "ICE removals (FOIA): departure, sex, citizenship, case category; nothing about children or decisions.";

    public override IReadOnlyList<AgencyColumn> Columns { get; } =
    [
        new("departed_date", "Date of departure", "Departed Date", "DEPARTED_DATE", "Departure Date", "Removal Date", "Date of Removal") { Kind = CellKind.Date, Required = true, Proves = Safeguard.Departure },
        new("date_of_birth", "Date of birth", "Date of Birth", "DOB", "Birth Date") { Kind = CellKind.Date },
        new("gender", "Sex", "Gender", "Sex") { Kind = CellKind.Sex },
        new("citizenship", "Country of citizenship", "Country of Citizenship", "Citizenship", "Citizenship Country") { Kind = CellKind.Country },
        new("event_number", "Event number", "Event Number", "EVENT_NUMBER", "Event ID"),
        new("most_serious_conviction", "Most serious conviction", "Most Serious Conviction", "MSC Charge", "Most Serious Criminal Conviction"),
        new("case_category", "Case category, a code of procedure; not what anyone decided", "Case Category", "Processing Disposition", "Processing Disposition Code"),
        new("alien_file_number", "A-number", "Alien File Number", "A-Number", "A Number", "Alien Number", "AFile Number") { Kind = CellKind.ANumber, Proves = Safeguard.ParentIdentity },
        new("area_of_responsibility", "Area of responsibility", "Area of Responsibility", "AOR", "Departure AOR", "Docket AOR") { Kind = CellKind.Office },
        new("birth_year", "Year of birth", "Birth Year", "Year of Birth") { Kind = CellKind.Date },
        new("departure_country", "Country of departure", "Departure Country", "Departed to Country", "Country of Removal") { Kind = CellKind.Country },
        new("port_of_departure", "Port of departure", "Port of Departure", "POE", "Departure Port"),
        new("arrest_date", "Date of arrest", "Arrest Date", "Apprehension Date") { Kind = CellKind.Date },
        new("arrest_method", "Method of arrest", "Arrest Method", "Apprehension Method", "Method"),
        new("case_closed_date", "Date on which the case was closed", "Case Closed Date") { Kind = CellKind.Date },
        new("case_status", "Case status", "Case Status"),
        new("final_order", "Final order of removal", "Final Order (Y/N)", "Final Order Yes No", "Final Order") { Kind = CellKind.YesNo },
        new("final_order_date", "Date of the final order", "Final Order Date") { Kind = CellKind.Date },
        new("final_charge", "Final charge", "Final Charge", "Final Charge Section"),
        new("entry_date", "Date of entry", "Entry Date", "Latest Person Entry Date") { Kind = CellKind.Date },
        new("unique_identifier", "Pseudonym of the person within this release", "Unique Identifier", "Anonymized Identifier", "Unique ID"),
    ];

    public override void Normalise(AgencyRow row)
    {
        row.AddColumns();
        if (row.Rejects.Count > 0)
        {
            return;
        }

        if (row.Date(Departed) is not { } departed)
        {
            row.Reject(Departed, "The day of departure is not fully known. Without it, nobody can tell what came before the departure.");
            return;
        }

        row.Add("departed_month", departed.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));
        row.Add(new AgencyPerson("#person")
        {
            ANumber = row.ANumber(Alien),
            DateOfBirth = row.IsFilled(Born) ? row.DateOfBirth(Born) : row.DateOfBirth(BirthYear),
            Sex = row.Sex(Gender),
            Citizenship = row.Country(Citizenship),
            Office = row.Office(Area),
            EventNumber = row.FilledText(Event),
            DepartedOn = departed,
        });
    }
}
