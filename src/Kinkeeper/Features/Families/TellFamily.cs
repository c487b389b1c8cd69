using System.Globalization;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Families;

/// <summary>
/// Puts a family's records into words, in the page's language: one item for each event. Decisions are graded, and departures judged, by
/// the rules of the gate and the review.
/// </summary>
public sealed class TellFamily(FamilyRecords records, IStringLocalizer<Words> words, Policy policy)
{
    private readonly Vantage _today = Vantage.StandingAt(records.ReadAt, DateTimeOffset.MaxValue);

    public FamilyHistory History(IEnumerable<Policy> policies)
    {
        List<FamilyItem> items = [.. Encounters(), .. Custody(), .. Separations(), .. Screenings(), .. Statements(), .. Decisions(), .. Departures()];
        if (items.Count > 0)
        {
            DateTimeOffset first = items.Min(item => item.From);
            DateTimeOffset last = items.Max(item => item.To ?? item.From);
            items.AddRange(policies.Where(dated => dated.WasInForce && dated.EffectiveFrom is not null)
                .Select(dated => (Title: PolicyTitle.Of(dated, words), At: new DateTimeOffset(dated.EffectiveFrom!.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)))
                .Where(dated => dated.At > first && dated.At < last)
                .Select(dated => new FamilyItem { Kind = ItemKind.Policy, From = dated.At, Label = Say("family.policy-label"), Sentence = Say("family.policy", dated.Title) }));
        }

        return FamilyHistory.Of([.. records.Members.Select(member => new FamilyLane(Name(member), About(member), member.IsChild))], items, Lines());
    }

    public string Name(FamilyMember member) => member.Name.Length > 0 ? member.Name : Say("waiting.unnamed");

    /// <summary>Returns a text such as "child, 9 years old", with today's age.</summary>
    public string About(FamilyMember member) =>
        Say(member.IsChild ? "family.child" : records.Families.Any(family => family.Parent == member.File && family.StandingFrom(_today) is not LinkStanding.None) ? "family.parent" : "family.adult", AgeOf(member));

    public string AgeOf(FamilyMember member)
    {
        if (member.File.Birth is not { } birth)
        {
            return Say(member.File.RecordedAsMinor ? "family.age-minor" : "family.age-unknown");
        }

        DateOnly today = DateOnly.FromDateTime(records.ReadAt.UtcDateTime);
        int years = today.Year - birth.Year - (today < birth.AddYears(today.Year - birth.Year) ? 1 : 0);
        return years < 1 ? Say("family.age-baby") : Say("family.age", years);
    }

    /// <summary>Returns a decision's defects, judged at the departure it governs, or today if there is none yet.</summary>
    public Defects DefectsOf(FamilyFile family, Decision decision)
    {
        Removal? left = family.Parent.Removals.Where(removal => removal.Executed && removal.DepartsAt > decision.TakenAt).MinBy(removal => removal.DepartsAt);
        Removal? leaves = family.Parent.Removals.Where(removal => !removal.Executed && removal.DepartsAt > records.ReadAt).MinBy(removal => removal.DepartsAt);
        return DecisionGrading.Grade(
            decision,
            left is not null ? Vantage.LookingBack(left.DepartsAt) : leaves is not null ? Vantage.StandingAt(records.ReadAt, leaves.DepartsAt) : _today,
            policy.Standard);
    }

    public static string InWords(Defects defects) =>
        string.Join(' ', Defect.All.Where(defect => (defects & defect.Bit) != 0).Select(defect => PageLanguage.IsSpanish ? defect.Spanish : defect.English));

    public string Choice(Choice choice) => Say("answer." + (choice is Records.Words.Choice.NotAscertained ? "not_ascertained" : choice.ToString().ToLowerInvariant()));

    public static string Moment(DateTimeOffset at) => $"{at.ToString("g", CultureInfo.CurrentCulture)} {Zone(at)}";

    private static string Zone(DateTimeOffset at) => at.Offset == TimeSpan.Zero ? "UTC" : $"UTC{at.ToString("zzz", CultureInfo.InvariantCulture)}";

    internal string Say(string key, params object[] about) => words[key, about].Value;

    private int LaneOf(PersonId person) => records.Members.Index().First(member => member.Item.Id == person).Index;

    private IEnumerable<FamilyItem> Encounters() =>
        from member in records.Members
        from record in member.Records
        where record.EncounteredAt is not null
        select new FamilyItem
        {
            Kind = ItemKind.Encounter,
            Lane = LaneOf(member.Id),
            From = record.EncounteredAt!.Value,
            Id = $"record:{record.RecordId}",
            Sentence = Say("family.encounter", Name(member), record.Source ?? Say("family.somebody"))
                + (record.StatedChildren is { } children ? " " + Say("family.stated-children", children) : string.Empty),
        };

    private IEnumerable<FamilyItem> Custody() =>
        from held in records.Custody
        let member = records.MemberOf(held.RecordKey)
        where member is not null
        select new FamilyItem
        {
            Kind = ItemKind.Custody,
            Lane = LaneOf(member.Id),
            From = held.From,
            To = held.To > held.From ? held.To : held.To is null ? null : held.From,
            Label = held.Agency ?? Say("family.agency-unknown"),
            Sentence = Say(
                "family.custody",
                Name(member),
                held.Facility is null ? held.Agency ?? Say("family.agency-unknown") : $"{held.Agency ?? Say("family.agency-unknown")}, {held.Facility}",
                held.To is { } to ? Say("family.until", Moment(to)) : Say("family.no-end"))
                + (held.ReleaseReason is null ? string.Empty : " " + Say("family.release", held.ReleaseReason)),
        };

    private IEnumerable<FamilyItem> Separations() =>
        from family in records.Families
        where family.StandingFrom(_today) is not LinkStanding.None
        let parent = records.Members.FirstOrDefault(member => member.File == family.Parent)
        let child = records.Members.FirstOrDefault(member => member.File == family.Child)
        where parent is not null && child is not null
        from separation in Separation.Of(parent, child, [.. Of(parent)], [.. Of(child)])
        select new FamilyItem
        {
            Kind = ItemKind.Separation,
            Lane = LaneOf(child.Id),
            OtherLane = LaneOf(parent.Id),
            From = separation.At,
            Sentence = separation.TogetherAt is { } place
                ? Say("family.separated-from", Name(child), Name(parent), place.Facility ?? place.Agency ?? string.Empty)
                : Say("family.separated", Name(child), Name(parent)),
        };

    private IEnumerable<HeldBy> Of(FamilyMember member) => records.Custody.Where(held => member.Records.Any(record => record.Id == held.RecordKey));

    private IEnumerable<FamilyItem> Screenings() =>
        from screening in records.Screenings
        let member = records.MemberOf(screening.RecordKey)
        where member is not null
        select new FamilyItem
        {
            Kind = ItemKind.Screening,
            Lane = LaneOf(member.Id),
            From = screening.AskedAt,
            IsSound = screening.Answer is ScreeningAnswer.Yes or ScreeningAnswer.No,
            Sentence = Say("family.screening", Name(member)) + " " + Say("family.screening." + screening.Answer.ToString().ToLowerInvariant())
                + (screening.ChildrenStated is { } children ? " " + Say("family.stated-children", children) : string.Empty),
        };

    private IEnumerable<FamilyItem> Statements() =>
        from statement in records.Statements
        let member = records.MemberOf(statement.RecordKey)
        where member is not null
        select new FamilyItem
        {
            Kind = ItemKind.Statement,
            Lane = LaneOf(member.Id),
            From = statement.MadeAt,
            Id = StatementId(statement.Id),
            IsSound = statement.Wish is Wish.Accompany or Wish.Remain,
            Sentence = Say("family.statement", Name(member), Kind(statement.Kind)) + " " + Say("family.wish." + statement.Wish.ToString().ToLowerInvariant())
                + (statement.Text is { Length: > 0 } text ? " " + Say("family.quote", text) : string.Empty),
        };

    private string Kind(string kind) =>
        Say("statement.kind." + (kind is "case_comment" or "letter" or "email" or "consulate" ? kind : "other"));

    private IEnumerable<FamilyItem> Decisions()
    {
        foreach (FamilyFile family in records.Families)
        {
            FamilyMember? parent = records.Members.FirstOrDefault(member => member.File == family.Parent);
            FamilyMember? child = records.Members.FirstOrDefault(member => member.File == family.Child);
            if (parent is null || child is null)
            {
                continue;
            }

            foreach (Decision decision in family.Decisions)
            {
                Defects defects = DefectsOf(family, decision) & ~Defects.Revoked;
                DecisionWords? said = records.Words.FirstOrDefault(one => one.DecisionId == decision.DecisionId);
                yield return new FamilyItem
                {
                    Kind = ItemKind.Decision,
                    Lane = LaneOf(parent.Id),
                    From = decision.TakenAt,
                    Id = DecisionId(decision.DecisionId),
                    IsSound = defects is Defects.None,
                    Address = said?.Address,
                    Sentence = string.Join(' ', ((string?[])[
                        Say("family.decision", Name(parent), Name(child), Choice(decision.Choice)),
                        defects is Defects.None ? Say("family.decision-complete") : Say("family.decision-lacks", InWords(defects)),
                        said?.ParentWords is { Length: > 0 } quoted ? Say("family.parent-words", quoted) : null,
                        said?.ChildView is { Length: > 0 } view ? Say("family.child-view", view) : null]).OfType<string>()),
                };
                if (decision.RevokedAt is { } revoked)
                {
                    yield return new FamilyItem
                    {
                        Kind = ItemKind.Revocation,
                        Lane = LaneOf(parent.Id),
                        From = revoked,
                        Sentence = Say("family.revoked", Name(parent), Name(child)),
                    };
                }
            }
        }
    }

    private IEnumerable<FamilyItem> Departures() =>
        from departure in records.Departures
        let member = records.Members.First(one => one.Id == departure.Person)
        let country = departure.Removal.Country.Length > 0 ? CountryName.Of(departure.Removal.Country) : Say("family.country-unknown")
        select new FamilyItem
        {
            Kind = ItemKind.Departure,
            Lane = LaneOf(member.Id),
            From = departure.Removal.DepartsAt,
            Id = DepartureId(departure.Person, departure.Removal),
            IsSound = departure.Removal.Executed,
            Sentence = string.Join(' ', ((IEnumerable<string>)[
                Say(departure.Removal.Executed ? "family.left" : "family.leaves", Name(member), country), Gate(departure)]).Concat(Findings(departure))),
        };

    private string Gate(FamilyDeparture departure) =>
        departure.Answer is not { } word ? Say("family.gate-never")
        : word.Answer.Reasons.Count == 0 ? Say(word.Answer.Override is null ? "family.gate-cleared" : "family.gate-overridden", Moment(word.At))
        : Say("family.gate-held", Moment(word.At), string.Join(' ', word.Answer.Reasons.Select(Reason).Distinct()));

    private static string Reason(HoldReason reason) => PageLanguage.IsSpanish ? reason.TextSpanish : reason.Text;

    /// <summary>Returns the review's finding about the departure for each child.</summary>
    private IEnumerable<string> Findings(FamilyDeparture departure) =>
        from finding in Judged(departure)
        let child = records.Members.FirstOrDefault(member => member.Id == finding.Family.Child.Id)
        where child is not null
        select Say(
            "family.finding",
            Name(child),
            PageLanguage.IsSpanish ? FindingText.Spanish(finding.Class) : FindingText.Sentence(finding.Class),
            Say("case.honored." + finding.Honored.ToString().ToLowerInvariant()));

    private IEnumerable<ChildFinding> Judged(FamilyDeparture departure) =>
        departure.Removal.Executed
            ? records.Families.Where(family => family.Parent.Id == departure.Person).Select(family => JudgeRemoval.Judge(family, departure.Removal, policy.Standard)).OfType<ChildFinding>()
            : [];

    private IEnumerable<(string Decision, string Departure, Course Course)> Lines()
    {
        foreach (FamilyDeparture departure in records.Departures)
        {
            string to = DepartureId(departure.Person, departure.Removal);
            foreach (ChildFinding finding in Judged(departure))
            {
                // The line starts from the wish that was not honoured, or without a wish from the latest decision.
                string? from = finding.Wish?.StatementId is { } statement ? StatementId(statement)
                    : finding.Wish?.DecisionId is { } wish ? DecisionId(wish)
                    : finding.Decision is { } latest ? DecisionId(latest.DecisionId)
                    : null;
                if (from is not null)
                {
                    yield return (from, to, finding.Honored switch { Honored.Yes => Course.Honored, Honored.No => Course.NotHonored, _ => Course.CannotTell });
                }
            }

            foreach (FamilyFile family in departure.Removal.Executed ? [] : records.Families.Where(family => family.Parent.Id == departure.Person))
            {
                if (family.LatestDecision(Vantage.StandingAt(records.ReadAt, departure.Removal.DepartsAt)) is { } latest)
                {
                    yield return (DecisionId(latest.DecisionId), to, Course.CannotTell);
                }
            }
        }
    }

    private static string DecisionId(string decision) => $"decision:{decision}";

    private static string StatementId(long statement) => $"statement:{statement}";

    private static string DepartureId(PersonId person, Removal removal) => $"departure:{person.Value}:{removal.RemovalId}:{removal.Manifest}";
}
