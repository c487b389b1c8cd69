using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Security;

namespace Kinkeeper.Features.Families;

/// <summary>
/// What does not flow to those who arrest, detain and remove: contact data, sponsors, relatives, what a child said, counsel, health
/// (docs/security/permissions.md, "One-way flow"). It is taken out of the records themselves, so that no template can forget to hide it.
/// </summary>
public static class OneWayFlow
{
    /// <summary>What the child's custody is called where enforcement may know no more than that.</summary>
    public const string OrrCare = "ORR";

    private static readonly string[] Enforcement = ["ICE", "CBP", "USBP"];
    private static readonly string[] Shelter = ["ORR", "HHS", "ACF"];

    public static FamilyRecords For(AccountRole role, FamilyRecords records)
    {
        FamilyRecords shown = records with
        {
            // A child's own view goes to those who care for the child, and to nobody else.
            Words = [.. records.Words.Select(words => Words(words, role))],
        };
        return !Roles.IsEnforcement(role) ? shown : shown with
        {
            Custody = [.. records.Custody.Select(Custody).OfType<HeldBy>()],
            Statements = [.. records.Statements.Where(statement => !IsChilds(statement, records)).Select(WithoutText)],
        };
    }

    /// <summary>Whether a child speaks: recorded as a minor, or under 18 when it was said.</summary>
    private static bool IsChilds(StatementRow statement, FamilyRecords records) =>
        records.MemberOf(statement.RecordKey) is not { } speaker || speaker.IsChild || speaker.File.RecordedAsMinor || speaker.File.AgeAt(statement.MadeAt) is not Age.Adult;

    /// <summary>Letters and comments name relatives, addresses and lawyers: the wish that was read in them flows, their words do not.</summary>
    private static StatementRow WithoutText(StatementRow row) => new()
    {
        Id = row.Id,
        RowHash = row.RowHash,
        RecordKey = row.RecordKey,
        MadeAt = row.MadeAt,
        RecordedAt = row.RecordedAt,
        Kind = row.Kind,
        Wish = row.Wish,
    };

    /// <summary>Null for custody of which enforcement knows nothing; of ORR's only that and since when.</summary>
    private static HeldBy? Custody(HeldBy row) =>
        Enforcement.Contains(row.Agency, StringComparer.OrdinalIgnoreCase) ? row with { ReleaseReason = null }
        : Shelter.Contains(row.Agency, StringComparer.OrdinalIgnoreCase) ? row with { Agency = OrrCare, Facility = null, ReleaseReason = null }
        : null;

    private static DecisionWords Words(DecisionWords words, AccountRole role) => words with
    {
        ChildView = role is AccountRole.ChildWelfareCoordinator or AccountRole.OrrCaseManager ? words.ChildView : null,
        ParentWords = Roles.IsEnforcement(role) ? null : words.ParentWords,
    };
}
