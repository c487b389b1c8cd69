using System.Globalization;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// ORR's list of separated children, as released to the American Immigration Council: one row per child, without name, number or
/// parent. It says why a child was separated and whether the child was "reunited". It does not say with whom, or what the parent wanted.
/// </summary>
public sealed class OrrSeparatedChildren : AgencyFormat
{
    /// <summary>
    /// The name of the outcome value: one of the three below. Absent if the list does not say. Such a child is still counted, but never as
    /// reunited or discharged.
    /// </summary>
    public const string Outcome = "outcome";
    public const string ReunitedWithParent = "reunitedWithParent";
    public const string DischargedOtherwise = "dischargedOtherwise";
    public const string InCare = "inCare";

    /// <summary>The name of the first reason, one of <see cref="SeparationReasons.Code"/>.</summary>
    public const string ReasonCode = "reason_code";

    /// <summary>The name of all reasons, separated by semicolons.</summary>
    public const string ReasonCodes = "reason_codes";

    /// <summary>The month of the apprehension as <c>YYYY-MM</c>, or of the referral to ORR if the apprehension is missing.</summary>
    public const string SeparatedMonth = "separated_month";

    private const int Age = 0;
    private const int Gender = 1;
    private const int CountryOfOrigin = 2;
    private const int Apprehended = 3;
    private const int Referred = 4;
    private const int Office = 6;
    private const int Reunited = 8;
    private const int Status = 9;
    private const int ReasonText = 11;

    public override string Name => "orr-separated-children";

    public override string Describe => "ORR's list of separated children (FOIA): age, country, dates, shelter, outcome and reason; no names.";

    public override IReadOnlyList<AgencyColumn> Columns { get; } =
    [
        new("age", "The child's age in years", "AGE") { Kind = CellKind.Age },
        new("gender", "The child's sex", "GENDER", "SEX") { Kind = CellKind.Sex },
        new("country_of_origin", "Country of origin", "COO", "COUNTRY", "COUNTRY OF BIRTH", "COB") { Kind = CellKind.Country },
        new("date_apprehended", "Date of apprehension", "DATE_APPREHENDED", "APPREHENSION DATE", "DATE OF APPREHENSION") { Kind = CellKind.Date },
        new("referral_date", "Date of referral to ORR", "REFERRAL_DATE", "DATE REFERRED") { Kind = CellKind.Date },
        new("date_orr_approved", "Date on which ORR approved the placement", "DATE_ORR_APPROVED", "ORR APPROVAL DATE") { Kind = CellKind.Date },
        new("referring_office", "Office that referred the child", "REFERRING OFFICE") { Kind = CellKind.Office },
        new("facility_approved", "Shelter", "FACILITY_APPROVED", "FACILITY", "PROGRAM") { Kind = CellKind.Facility },
        new("reunited", "Whether reunited with the separated parent", "REUNITIED_SEP_PARENTS", "REUNITED_SEP_PARENTS", "REUNIFIED_SEP_PARENTS", "REUNIFICATION STATUS") { Proves = Safeguard.Reunification, Identifies = true },
        new("uac_status", "Admitted or discharged", "UAC STATUS", "UC STATUS", "STATUS"),
        new("date_discharged", "Date of discharge", "Date Discharged", "DISCHARGE DATE") { Kind = CellKind.Date },
        new("reason", "Reason for separation", "Reason fo Separation", "Reason for Separation", "SEPARATION REASON") { Proves = Safeguard.SeparationReason },
    ];

    public override void Normalise(AgencyRow row)
    {
        DateOnly? separated = row.Date(Apprehended) ?? row.Date(Referred);
        if (separated is null && !row.IsFilled(Reunited) && row.Number(Age) is null)
        {
            row.Reject(Apprehended, "The row has no date, age or outcome, so it does not describe a child.");
            return;
        }

        row.AddColumns();
        row.Add(Outcome, OutcomeOf(row));
        SeparationReason reasons = SeparationReasons.Parse(row.Cell(ReasonText), out SeparationReason first);
        row.Add(ReasonCode, SeparationReasons.Code(first));
        row.Add(ReasonCodes, SeparationReasons.Codes(reasons));
        row.Add(SeparatedMonth, separated?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        row.Add(new AgencyPerson("#child")
        {
            Age = row.Number(Age),
            Sex = row.Sex(Gender),
            Citizenship = row.Country(CountryOfOrigin),
            Role = AgencyRole.Minor,
            EncounteredAt = separated?.ToDateTime(TimeOnly.MinValue),
            Office = row.Office(Office),
        });
    }

    private static string? OutcomeOf(AgencyRow row)
    {
        Span<char> letters = stackalloc char[128];
        ReadOnlySpan<char> words = letters[..Fold.Key(row.Cell(Reunited), letters)];
        bool denied = words.StartsWith("NOT") || words.StartsWith("UN");
        return words.Contains("CARE", StringComparison.Ordinal) ? InCare
            : words.Contains("REUNI", StringComparison.Ordinal) && !denied ? ReunitedWithParent
            : words.Contains("OTHER", StringComparison.Ordinal) || words.Contains("DISCHARGED", StringComparison.Ordinal) ? DischargedOtherwise
            : words.IsEmpty && row.Text(Status).Equals("ADMITTED", StringComparison.OrdinalIgnoreCase) ? InCare
            : null;
    }
}
