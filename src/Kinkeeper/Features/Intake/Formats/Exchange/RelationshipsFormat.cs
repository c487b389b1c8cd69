using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>
/// Statements of agencies about a parent and a child, with their basis and date. All rows are kept. No row replaces another.
/// </summary>
public sealed class RelationshipsFormat : ExchangeFormat
{
    internal static readonly TableShape Stored = new("relationships", 0, ["parent_record_key", "child_record_key", "source", "kind", "basis", "as_of", "status"]);

    private static readonly CellTable<LinkStatus> Statuses = new(
        ("claimed", LinkStatus.Claimed), ("confirmed", LinkStatus.Confirmed), ("disputed", LinkStatus.Disputed), ("rejected", LinkStatus.Rejected));

    private static readonly CellTable<Kind> Kinds = new(("parent", Kind.Parent), ("legal_guardian", Kind.LegalGuardian));

    private static readonly CellTable<Basis> Bases = new(
        ("stated", Basis.Stated), ("family_unit", Basis.FamilyUnit), ("birth_certificate", Basis.BirthCertificate),
        ("dna", Basis.Dna), ("consulate", Basis.Consulate), ("same_encounter", Basis.SameEncounter));

    private enum Kind
    {
        NotRecorded = 0,
        Parent,
        LegalGuardian,
    }

    private enum Basis
    {
        NotRecorded = 0,
        Stated,
        FamilyUnit,
        BirthCertificate,
        Dna,
        Consulate,
        SameEncounter,
    }

    public override string Name => "relationships";

    public override string Description => "What an agency says about a parent and a child, with basis and date.";

    public override IReadOnlyList<string> Columns { get; } = ["source", "parent_record_id", "child_record_id", "kind", "basis", "as_of", "status"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["parent_record_id", "child_record_id", "status"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard> { ["parent_record_id"] = Safeguard.ParentIdentity, ["child_record_id"] = Safeguard.ChildIdentity | Safeguard.FamilyLink };

    public override string? PeriodColumn => "as_of";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        ReadOnlySpan<byte> parent = row.Required(1);
        ReadOnlySpan<byte> child = row.Required(2);
        if (!parent.IsEmpty && parent.SequenceEqual(child))
        {
            row.Reject(2, "names the same record as the parent");
        }

        Kind kind = row.Choice(3, Kinds);
        Basis basis = row.Choice(4, Bases);
        long? asOf = row.DayOrInstant(5);
        LinkStatus status = row.RequiredChoice(6, Statuses);
        if (row.Rejects.Count > 0)
        {
            return;
        }

        rows.Add(
            Stored,
            StoredCell.Record(parent),
            StoredCell.Record(child),
            row.Text(0),
            kind == Kind.NotRecorded ? "parent" : Kinds.WordFor(kind),
            basis == Basis.NotRecorded ? string.Empty : Bases.WordFor(basis),
            asOf,
            StoredCell.Of(status));
    }
}
