using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>Encounters of agencies with people: one row, one record.</summary>
public sealed class EncountersFormat : ExchangeFormat
{
    private const int Source = 0;
    private const int RecordId = 1;
    private const int ANumberColumn = 2;
    private const int GivenNames = 3;
    private const int Surnames = 4;
    private const int DateOfBirth = 5;
    private const int SexColumn = 6;
    private const int Citizenship = 7;
    private const int Language = 8;
    private const int RoleColumn = 9;
    private const int EncounteredAt = 10;
    private const int Sector = 11;
    private const int EventNumber = 12;
    private const int FamilyUnitNumber = 13;
    private const int StatedChildren = 14;
    private const int ParentNamesStated = 15;
    private const int ChildNamesStated = 16;

    private static readonly CellTable<Role> Roles = new(("adult", Role.Adult), ("minor", Role.Minor));

    public override string Name => "encounters";

    public override string Description => "People encountered by agencies, one row per record.";

    public override IReadOnlyList<string> Columns { get; } =
    [
        "source", "record_id", "a_number", "given_names", "surnames", "date_of_birth", "sex", "citizenship", "language", "role",
        "encountered_at", "sector", "event_number", "family_unit_number", "stated_children", "parent_names_stated", "child_names_stated",
    ];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["record_id"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["a_number"] = Safeguard.ParentIdentity | Safeguard.ChildIdentity, ["surnames"] = Safeguard.ParentIdentity | Safeguard.ChildIdentity, ["stated_children"] = Safeguard.Screening };

    public override string? PeriodColumn => "encountered_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        ReadOnlySpan<byte> recordId = row.Required(RecordId);
        RecordValues values = new()
        {
            Role = row.Choice(RoleColumn, Roles),
            EncounteredAt = row.Instant(EncounteredAt)?.ToMicroseconds(),
            StatedChildren = row.Count(StatedChildren),
        };
        ReadOnlySpan<byte> number = row[ANumberColumn];
        if (!number.IsEmpty && !Redaction.Is(number))
        {
            if (ANumber.TryParse(number, out ANumber known))
            {
                values.ANumber = known.Value;
            }
            else
            {
                row.Reject(ANumberColumn, "is not an A-number of 7 to 9 digits");
            }
        }

        ReadOnlySpan<byte> birth = row[DateOfBirth];
        if (!birth.IsEmpty && !Redaction.Is(birth))
        {
            if (PartialDate.TryParse(birth, out PartialDate date))
            {
                values.BirthDate = date.Exact;
                values.LatestBirthDate = Codes.Latest(date);
            }
            else
            {
                row.Reject(DateOfBirth, "is not a date such as 2009-11-30");
            }
        }

        if (row.Rejects.Count > 0)
        {
            return;
        }

        rows.AddRecord(
            recordId,
            values,
            new RecordTexts
            {
                Source = row[Source],
                GivenNames = row[GivenNames],
                Surnames = row[Surnames],
                Sex = row[SexColumn],
                Citizenship = row[Citizenship],
                Language = row[Language],
                Sector = row[Sector],
                EventNumber = row[EventNumber],
                FamilyUnitNumber = row[FamilyUnitNumber],
                ParentNamesStated = row[ParentNamesStated],
                ChildNamesStated = row[ChildNamesStated],
            });
    }
}
