using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// Exports of two tables of ORR's case portal (schema published by 18F and ACF, CC0): <c>uac_info</c> has one row per
/// child. <c>uac_apprehension_info</c> has one row per person apprehended with the child. It links a child to a relative by name
/// and A-number, if the referring agency recorded them.
/// </summary>
/// <remarks>
/// Telephone numbers and addresses are kept only in the raw row and never normalised. So readers of normalised values never see the
/// contact data of relatives.
/// </remarks>
public sealed class OrrPortal : AgencyFormat
{
    private const int ChildId = 0;
    private const int ApprehensionId = 1;
    private const int ChildAlien = 2;
    private const int FirstName = 3;
    private const int MiddleName = 4;
    private const int LastName = 5;
    private const int Born = 6;
    private const int CountryOfBirth = 7;
    private const int Gender = 8;
    private const int Apprehended = 9;
    private const int ReferringOffice = 10;
    private const int FamilyGroup = 11;
    private const int RelativeName = 12;
    private const int RelativeAlien = 13;
    private const int Relationship = 14;
    private const int RelativeAge = 15;

    /// <summary>Relationship words that make a link. The portal's relationship numbers mean nothing without its code list.</summary>
    private static readonly SpellingTable<string> Kinds = new(
    [
        ("parent", "parent"), ("mother", "parent"), ("father", "parent"), ("biological mother", "parent"), ("biological father", "parent"), ("mom", "parent"), ("dad", "parent"),
        ("madre", "parent"), ("padre", "parent"), ("mamá", "parent"), ("papá", "parent"), ("adoptive mother", "parent"), ("adoptive father", "parent"),
        ("legal guardian", "legal_guardian"), ("guardian", "legal_guardian"), ("tutor legal", "legal_guardian"),
    ]);

    public override string Name => "orr-portal";

    public override string Describe => "ORR's case portal: the tables uac_info (children) and uac_apprehension_info (who was apprehended with them), as CSV.";

    protected override int FewestColumns => 3;

    public override IReadOnlyList<AgencyColumn> Columns { get; } =
    [
        new("uac_id", "Portal number of the child", "UAC ID", "UC ID") { Required = true, Kind = CellKind.Number },
        new("apprehension_id", "Number of a person apprehended with the child") { Kind = CellKind.Number },
        new("alien_no", "The child's A-number", "ALIEN NUMBER") { Kind = CellKind.ANumber, Proves = Safeguard.ChildIdentity },
        new("first_name", "The child's first name") { Kind = CellKind.Name, Proves = Safeguard.ChildIdentity },
        new("middle_name", "The child's middle names") { Kind = CellKind.Name },
        new("last_name", "The child's surnames") { Kind = CellKind.Name, Proves = Safeguard.ChildIdentity },
        new("dob", "The child's date of birth", "DATE OF BIRTH") { Kind = CellKind.Date },
        new("cob", "Country of birth", "COUNTRY OF BIRTH") { Kind = CellKind.Country },
        new("gender", "The child's sex", "SEX") { Kind = CellKind.Sex },
        new("date_of_apprehension", "Day of apprehension", "APPREHENSION DATE") { Kind = CellKind.Date },
        new("referring_office", "Office that referred the child"),
        new("familygroup", "Number of the family group", "FAMILY GROUP"),
        new("name", "Name of the person apprehended with the child") { Kind = CellKind.Name, Proves = Safeguard.ParentIdentity },
        new("anumber", "A-number of that person") { Kind = CellKind.ANumber, Proves = Safeguard.ParentIdentity },
        new("relationship", "Relationship of that person to the child, in words", "RELATIONSHIP NAME") { Proves = Safeguard.FamilyLink },
        new("age", "Age of that person") { Kind = CellKind.Age },
        new("relationship_id", "Number of the relationship in the portal's code list"),
        new("apprehension_type", "Kind of entry"),
        new("aka", "Other names of the child", "ALIAS", "ALSO KNOWN AS") { Kind = CellKind.Name },
        new("date_of_entry", "Day of entry") { Kind = CellKind.Date },
        new("referring_agency", "Agency that referred the child"),
        new("referral_date", "Day of referral") { Kind = CellKind.Date },
        new("date_orr_notified", "Day on which ORR was told") { Kind = CellKind.Date },
        new("date_orr_approved", "Day on which ORR approved the placement") { Kind = CellKind.Date },
        new("facility_name", "Shelter") { Kind = CellKind.Facility },
        new("facility_admission_date", "Day of admission") { Kind = CellKind.Date },
        new("facility_discharged_date", "Day of discharge") { Kind = CellKind.Date },
        new("uac_status", "Status of the case"),
        new("immigration_status", "Immigration status"),
    ];

    public override bool IsHeader(IReadOnlyList<string> cells)
    {
        // uac_info has 78 columns, and most say nothing about a family.
        int[] cellOf = Match(cells);
        bool child = cellOf[ChildAlien] >= 0 && cellOf[LastName] >= 0;
        bool relative = cellOf[ApprehensionId] >= 0 && (cellOf[RelativeName] >= 0 || cellOf[RelativeAlien] >= 0);
        return cellOf[ChildId] >= 0 && (child || relative);
    }

    public override void Normalise(AgencyRow row)
    {
        row.AddColumns();
        if (row.Rejects.Count > 0)
        {
            return;
        }

        string child = $"orr:{row.Number(ChildId)}";
        if (!row.Has(ApprehensionId))
        {
            AddChild(row, child);
        }
        else if (row.Number(ApprehensionId) is { } number)
        {
            AddRelative(row, child, number);
        }
        else
        {
            row.Reject(ApprehensionId, "The person apprehended with the child has no number.");
        }
    }

    private static void AddChild(AgencyRow row, string id)
    {
        string given = $"{row.FilledText(FirstName)} {row.FilledText(MiddleName)}".Trim();
        string? surnames = row.FilledText(LastName);
        row.Add(new AgencyPerson(id)
        {
            ANumber = row.ANumber(ChildAlien),
            GivenNames = given,
            Surnames = surnames,
            Name = NameParts.Parse(given, surnames),
            DateOfBirth = row.DateOfBirth(Born),
            Sex = row.Sex(Gender),
            Citizenship = row.Country(CountryOfBirth),
            Role = AgencyRole.Minor,
            EncounteredAt = row.Date(Apprehended)?.ToDateTime(TimeOnly.MinValue),
            Office = row.Office(ReferringOffice),
            FamilyUnitNumber = row.FilledText(FamilyGroup),
        });
    }

    private static void AddRelative(AgencyRow row, string child, int number)
    {
        string id = $"{child}/{number}";
        int? age = row.Number(RelativeAge);
        NameParts name = NameParts.ParseWhole(row.Cell(RelativeName));
        row.Add(new AgencyPerson(id)
        {
            ANumber = row.ANumber(RelativeAlien),
            GivenNames = name.Given,
            Surnames = name.Surnames,
            Name = name,
            Age = age is <= 120 ? age : null,
            Role = age is null ? AgencyRole.Unknown : age < 18 ? AgencyRole.Minor : AgencyRole.Adult,
        });
        if (row.IsFilled(Relationship) && Kinds.TryGet(row.Cell(Relationship), out string kind))
        {
            row.Add(new AgencyLink(id, child, kind, "same_encounter"));
        }
    }
}
