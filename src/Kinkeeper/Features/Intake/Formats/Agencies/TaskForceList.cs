using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>
/// A list of separated families, as kept by the Family Reunification Task Force or a court's plaintiffs: one row per child with its
/// parent. No such list is public. The columns are those that the E.O. 14011 progress reports count (separated, parent removed,
/// contacted, reunified) and those that identify people.
/// </summary>
public sealed class TaskForceList : AgencyFormat
{
    private const int ListNumber = 0;
    private const int ChildAlien = 1;
    private const int ChildGiven = 2;
    private const int ChildSurnames = 3;
    private const int ChildBorn = 4;
    private const int ChildSex = 5;
    private const int ChildCountry = 6;
    private const int ParentAlien = 7;
    private const int ParentGiven = 8;
    private const int ParentSurnames = 9;
    private const int ParentBorn = 10;
    private const int ParentSex = 11;
    private const int ParentCountry = 12;
    private const int ParentLanguage = 13;
    private const int Separated = 14;
    private const int Reason = 15;
    private const int Removed = 17;

    public override string Name => "task-force-list";

    public override string Describe => "A list of separated families, one row per child with its parent: identities, separation, removal, contact and reunification.";

    public override IReadOnlyList<AgencyColumn> Columns { get; } =
    [
        new("list_number", "Number of the row in the list", "NO", "ID", "FAMILY ID", "CASE NUMBER", "TASK FORCE ID"),
        new("child_a_number", "The child's A-number", "CHILD A#", "CHILD A NUMBER", "CHILD ALIEN NUMBER", "CHILD'S A-NUMBER", "MINOR A#") { Kind = CellKind.ANumber, Proves = Safeguard.ChildIdentity },
        new("child_given_names", "The child's given names", "CHILD FIRST NAME", "CHILD GIVEN NAME", "MINOR FIRST NAME") { Kind = CellKind.Name, Proves = Safeguard.ChildIdentity },
        new("child_surnames", "The child's surnames", "CHILD LAST NAME", "CHILD SURNAME", "CHILD FAMILY NAME", "MINOR LAST NAME") { Kind = CellKind.Name, Proves = Safeguard.ChildIdentity },
        new("child_date_of_birth", "The child's date of birth", "CHILD DOB", "CHILD BIRTH DATE", "MINOR DOB") { Kind = CellKind.Date },
        new("child_sex", "The child's sex", "CHILD GENDER") { Kind = CellKind.Sex },
        new("child_citizenship", "The child's country", "CHILD COUNTRY", "CHILD COUNTRY OF ORIGIN", "CHILD COC") { Kind = CellKind.Country },
        new("parent_a_number", "The parent's A-number", "PARENT A#", "PARENT A NUMBER", "PARENT ALIEN NUMBER", "PARENT'S A-NUMBER", "ADULT A#") { Kind = CellKind.ANumber, Proves = Safeguard.ParentIdentity | Safeguard.FamilyLink },
        new("parent_given_names", "The parent's given names", "PARENT FIRST NAME", "PARENT GIVEN NAME", "ADULT FIRST NAME") { Kind = CellKind.Name, Proves = Safeguard.ParentIdentity },
        new("parent_surnames", "The parent's surnames", "PARENT LAST NAME", "PARENT SURNAME", "PARENT FAMILY NAME", "ADULT LAST NAME") { Kind = CellKind.Name, Proves = Safeguard.ParentIdentity | Safeguard.FamilyLink },
        new("parent_date_of_birth", "The parent's date of birth", "PARENT DOB", "PARENT BIRTH DATE", "ADULT DOB") { Kind = CellKind.Date },
        new("parent_sex", "The parent's sex", "PARENT GENDER") { Kind = CellKind.Sex },
        new("parent_citizenship", "The parent's country", "PARENT COUNTRY", "PARENT COUNTRY OF ORIGIN", "PARENT COC") { Kind = CellKind.Country },
        new("parent_language", "The parent's language", "LANGUAGE", "PREFERRED LANGUAGE") { Kind = CellKind.Language },
        new("date_separated", "Day of separation", "SEPARATION DATE", "DATE OF SEPARATION") { Kind = CellKind.Date },
        new("separation_reason", "Reason for separation", "REASON FOR SEPARATION", "REASON") { Proves = Safeguard.SeparationReason },
        new("parent_removed", "Whether the parent was removed", "PARENT REMOVED (Y/N)", "PARENT DEPORTED") { Kind = CellKind.YesNo },
        new("parent_removal_date", "Day on which the parent was removed", "DATE PARENT REMOVED", "PARENT DEPARTURE DATE", "REMOVAL DATE") { Kind = CellKind.Date, Proves = Safeguard.Departure },
        new("parent_contacted", "Whether the parent was reached", "CONTACTED (Y/N)", "CONTACT STATUS"),
        new("parent_preference", "What the parent wants, as the list says", "PREFERENCE", "PARENT ELECTION", "PARENT WISH") { Proves = Safeguard.Decision },
        new("reunification_status", "Whether child and parent are together again", "REUNIFIED", "REUNIFIED (Y/N)", "STATUS", "REUNIFICATION") { Proves = Safeguard.Reunification },
        new("reunification_date", "Day of reunification", "DATE REUNIFIED") { Kind = CellKind.Date },
    ];

    public override bool IsHeader(IReadOnlyList<string> cells)
    {
        int[] cellOf = Match(cells);
        return base.IsHeader(cells)
            && (cellOf[ChildAlien] >= 0 || cellOf[ChildSurnames] >= 0)
            && (cellOf[ParentAlien] >= 0 || cellOf[ParentSurnames] >= 0);
    }

    public override void Normalise(AgencyRow row)
    {
        row.AddColumns();
        if (row.Rejects.Count > 0)
        {
            return;
        }

        AgencyPerson child = Person(row, "#child", ChildAlien, ChildGiven, ChildSurnames, ChildBorn, ChildSex, ChildCountry) with
        {
            Role = AgencyRole.Minor,
            EncounteredAt = row.Date(Separated)?.ToDateTime(TimeOnly.MinValue),
        };
        AgencyPerson parent = Person(row, "#parent", ParentAlien, ParentGiven, ParentSurnames, ParentBorn, ParentSex, ParentCountry) with
        {
            Role = AgencyRole.Adult,
            Language = row.Language(ParentLanguage),
            EncounteredAt = row.Date(Separated)?.ToDateTime(TimeOnly.MinValue),
            DepartedOn = row.Date(Removed),
        };
        bool hasChild = child.ANumber is not null || child.Name.IsKnown;
        bool hasParent = parent.ANumber is not null || parent.Name.IsKnown;
        if (!hasChild && !hasParent)
        {
            row.Reject(ListNumber, "The row identifies neither a child nor a parent: no A-number and no name of either.");
            return;
        }

        if (row.IsFilled(Reason))
        {
            SeparationReasons.Parse(row.Cell(Reason), out SeparationReason first);
            row.Add(OrrSeparatedChildren.ReasonCode, SeparationReasons.Code(first));
        }

        if (hasChild)
        {
            row.Add(child);
        }

        if (hasParent)
        {
            row.Add(parent);
        }

        if (hasChild && hasParent)
        {
            row.Add(new AgencyLink(parent.RecordId, child.RecordId, "parent", "stated"));
        }
    }

    private static AgencyPerson Person(AgencyRow row, string id, int alien, int given, int surnames, int born, int sex, int country) => new(id)
    {
        ANumber = row.ANumber(alien),
        GivenNames = row.FilledText(given),
        Surnames = row.FilledText(surnames),
        Name = NameParts.Parse(row.Cell(given), row.Cell(surnames)),
        DateOfBirth = row.DateOfBirth(born),
        Sex = row.Sex(sex),
        Citizenship = row.Country(country),
    };
}
