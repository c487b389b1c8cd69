using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Families;

/// <summary>
/// Removes information that must not flow to those who arrest, detain and remove: contact data, sponsors, relatives, a child's words,
/// counsel, health (docs/handbook.md, "One-way flow"). It is removed from the records, so that no template can forget to hide it.
/// </summary>
public static class OneWayFlow
{
    /// <summary>The name for a child's custody if enforcement may know no more.</summary>
    public const string OrrCare = "ORR";

    private static readonly string[] Enforcement = ["ICE", "CBP", "USBP"];
    private static readonly string[] Shelter = ["ORR", "HHS", "ACF"];

    public static FamilyRecords For(AccountRole role, FamilyRecords records)
    {
        FamilyRecords shown = records with
        {
            // A child's own view goes only to those who care for the child.
            Words = [.. records.Words.Select(words => Words(words, role))],
        };
        return !Roles.IsEnforcement(role) ? shown : shown with
        {
            Custody = [.. records.Custody.Select(Custody).OfType<HeldBy>()],
            Statements = [.. records.Statements.Where(statement => !IsChilds(statement, records)).Select(WithoutText)],
        };
    }

    /// <summary>Returns true if a child is speaking: recorded as a minor, or under 18 at the time.</summary>
    private static bool IsChilds(StatementRow statement, FamilyRecords records) =>
        records.MemberOf(statement.RecordKey) is not { } speaker || speaker.IsChild || speaker.File.RecordedAsMinor || speaker.File.AgeAt(statement.MadeAt) is not Age.Adult;

    /// <summary>
    /// Returns a statement without its text: letters and comments name relatives, addresses and lawyers. The wish read in it stays.
    /// </summary>
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

    /// <summary>Returns null for custody that enforcement may not know of; for ORR custody, only the fact and its start.</summary>
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
