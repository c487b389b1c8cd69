using System.Globalization;
using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Families;

/// <summary>One person on the page.</summary>
/// <param name="Record">The record number for use in addresses.</param>
/// <param name="Name">The first name on record, or a text that none is.</param>
/// <param name="About">Their role in the family, and age.</param>
/// <param name="Here">The member who links them to this page; null for the person asked about.</param>
/// <param name="Beyond">The number of other people recorded as their parents or children.</param>
/// <param name="Records">The agencies' records.</param>
public sealed record PersonView(long Record, string Name, string About, string? Here, int Beyond, IReadOnlyList<RecordView> Records);

/// <summary>One agency's record, as that agency wrote it.</summary>
public sealed record RecordView(string RecordId, string Name, string Source, string Born, string Citizenship, string Language, string AsOf);

/// <summary>A link of parent and child: its standing, its certainty if records were compared, and every row of evidence.</summary>
public sealed record LinkView(string Parent, string Child, string Standing, string Certainty, IReadOnlyList<string> Rows);

/// <summary>Missing information, and the page where it can be added; null if this account cannot add it.</summary>
public sealed record MissingView(string Sentence, string? Address, string Action);

/// <summary>The whole page in the page's language, made from records that hold only what the account may see.</summary>
public sealed record FamilyView(
    string Title,
    IReadOnlyList<PersonView> People,
    IReadOnlyList<LinkView> Links,
    IReadOnlyList<MissingView> Missing,
    IReadOnlyList<string> Owed,
    FamilyHistory History,
    int InAll,
    int Parts)
{
    /// <param name="records">The records the account may see.</param>
    /// <param name="words">The page's texts.</param>
    /// <param name="policy">The policy that grades decisions.</param>
    /// <param name="policies">The policies whose days are drawn.</param>
    /// <param name="may">The account's permissions to add missing information: to interview, and to read statements.</param>
    public static FamilyView Of(FamilyRecords records, IStringLocalizer<Words> words, Policy policy, IReadOnlyList<Policy> policies, (bool Interview, bool Read) may)
    {
        TellFamily tell = new(records, words, policy);
        return new FamilyView(
            tell.Name(records.Person),
            [.. records.Members.Select(member => new PersonView(member.Key.Value, tell.Name(member), tell.About(member), Here(member, records, tell), member.Beyond, [.. member.Records.Select(record => Record(record, tell))]))],
            [.. records.Families.Select(family => Link(family, records, tell))],
            [.. WhatIsMissing(records, tell, policy, may)],
            [.. records.Obligations.Where(obligation => obligation.IsOpen).Select(obligation => OwedFor(obligation, records, tell))],
            tell.History(policies),
            records.InAll,
            records.Parts);
    }

    private static string? Here(FamilyMember member, FamilyRecords records, TellFamily tell) => member.Through is { } through
        ? tell.Say(member.IsChild ? "family.here-as-child" : "family.here-as-parent", tell.Name(records.Members.First(other => other.Id == through)))
        : null;

    private static RecordView Record(SourceRecord record, TellFamily tell) => new(
        record.RecordId,
        $"{record.GivenNames} {record.Surnames}".Trim() is { Length: > 0 } name ? name : tell.Say("waiting.unnamed"),
        record.Source ?? tell.Say("family.not-recorded"),
        record.BirthDate?.ToString("d", CultureInfo.CurrentCulture) ?? tell.Say("family.not-recorded"),
        record.Citizenship is { } country ? CountryName.WithCode(country) : tell.Say("family.not-recorded"),
        record.Language is { } language ? LanguageName.Show(language) : tell.Say("family.not-recorded"),
        record.EncounteredAt is { } at ? TellFamily.Moment(at) : tell.Say("family.not-recorded"));

    private static LinkView Link(FamilyFile family, FamilyRecords records, TellFamily tell)
    {
        Vantage today = Vantage.StandingAt(records.ReadAt, DateTimeOffset.MaxValue);
        FamilyMember parent = Member(records, family.Parent);
        FamilyMember child = Member(records, family.Child);
        string standing = family.StandingFrom(today) switch
        {
            LinkStanding.OnRecord => "family.link-on-record",
            LinkStanding.Disputed => "family.link-disputed",
            LinkStanding.Proposed => "family.link-proposed",
            _ => "family.link-rejected",
        };
        return new LinkView(tell.Name(parent), tell.Name(child), tell.Say(standing), Certainty(family, tell), [.. records.Links
            .Where(row => parent.Records.Any(record => record.Id.Value == row.ParentRecordKey.Value) && child.Records.Any(record => record.Id.Value == row.ChildRecordKey.Value))
            .Select(row => tell.Say(
                "family.link-row",
                row.AsOf?.ToString("d", CultureInfo.CurrentCulture) ?? tell.Say("family.undated"),
                row.Source ?? tell.Say("family.somebody"),
                tell.Say("family.status." + row.Status.ToString().ToLowerInvariant()),
                tell.Say("family.kind." + (row.Kind is "legal_guardian" ? row.Kind : "parent")),
                tell.Say("family.basis." + (row.Basis is "stated" or "family_unit" or "birth_certificate" or "dna" or "consulate" or "same_encounter" ? row.Basis : "other"))))]);
    }

    /// <summary>Returns a number only if a comparison of records computed one. Links stated by people have none.</summary>
    private static string Certainty(FamilyFile family, TellFamily tell) =>
        family.Proposal is { } proposal ? tell.Say("family.certainty", proposal.ToString("0.00", CultureInfo.CurrentCulture)) : tell.Say("family.certainty-none");

    /// <summary>Returns the missing information about people who may still leave, in the order it is asked for.</summary>
    private static IEnumerable<MissingView> WhatIsMissing(FamilyRecords records, TellFamily tell, Policy policy, (bool Interview, bool Read) may)
    {
        Vantage today = Vantage.StandingAt(records.ReadAt, DateTimeOffset.MaxValue);
        foreach (FamilyMember adult in records.Members.Where(member => !member.IsChild))
        {
            if (HasLeft(adult.File, records.ReadAt))
            {
                continue;
            }

            foreach (StatementRow statement in records.Statements.Where(statement => statement.Wish == Wish.NotRead && adult.Records.Any(record => record.Id == statement.RecordKey)))
            {
                yield return new MissingView(
                    tell.Say("family.statement-unread", tell.Name(adult), TellFamily.Moment(statement.MadeAt)),
                    may.Read && statement.Text is not null ? $"/statements?statement={statement.Id}" : null,
                    tell.Say("family.read-statement"));
            }

            FamilyFile[] families = [.. records.Families.Where(family => family.Parent == adult.File && family.StandingFrom(today) is not LinkStanding.None)];
            if (families.Length == 0 && adult.File.AgeAt(records.ReadAt) is not Age.Under18 && !adult.File.Screenings.Exists(screening => screening.IsAnswer))
            {
                yield return new MissingView(tell.Say("family.not-asked", tell.Name(adult)), may.Interview ? $"/screening/{adult.Key.Value}" : null, tell.Say("family.ask-now"));
            }

            foreach (FamilyFile family in families.Where(family => family.Child.AgeAt(records.ReadAt) is not Age.Adult))
            {
                FamilyMember child = Member(records, family.Child);
                string? address = may.Interview ? $"/interview/{adult.Key.Value}/{child.Key.Value}" : null;
                Decision? latest = family.LatestDecision(today);
                if (family.StandingFrom(today) is not LinkStanding.OnRecord)
                {
                    yield return new MissingView(tell.Say("family.link-open", tell.Name(adult), tell.Name(child)), null, string.Empty);
                }
                else if (latest is null)
                {
                    yield return new MissingView(tell.Say("family.not-decided", tell.Name(adult), tell.Name(child)), address, tell.Say("family.interview"));
                }
                else if (DecisionGrading.IsRevoked(latest, today))
                {
                    yield return new MissingView(tell.Say("family.taken-back", tell.Name(adult), tell.Name(child)), address, tell.Say("family.interview"));
                }
                else if (latest.Choice is not (Choice.Accompany or Choice.Remain))
                {
                    yield return new MissingView(tell.Say("family.undecided", tell.Name(adult), tell.Name(child), tell.Choice(latest.Choice)), address, tell.Say("family.interview"));
                }
                else if (tell.DefectsOf(family, latest) is not Defects.None and var defects)
                {
                    yield return new MissingView(tell.Say("family.flawed", tell.Name(adult), tell.Name(child), TellFamily.InWords(defects)), address, tell.Say("family.interview"));
                }

                if (latest is { Choice: not Choice.Accompany } && family.UnresolvedWish(today, policy.Standard) is not null)
                {
                    yield return new MissingView(tell.Say("family.contradicted", tell.Name(adult), tell.Name(child)), address, tell.Say("family.interview"));
                }
            }
        }
    }

    private static bool HasLeft(PersonFile person, DateTimeOffset now) =>
        person.Removals.Where(removal => removal.Executed && removal.DepartsAt <= now).MaxBy(removal => removal.DepartsAt) is { } last
        && !person.Encounters.Exists(seen => seen > last.DepartsAt) && !person.Custody.Exists(held => held.From > last.DepartsAt);

    private static string OwedFor(Obligation obligation, FamilyRecords records, TellFamily tell) => tell.Say(
        "family.owed", tell.Name(Member(records, obligation.Family.Parent)), tell.Name(Member(records, obligation.Family.Child)), TellFamily.Moment(obligation.Removal.DepartsAt));

    private static FamilyMember Member(FamilyRecords records, PersonFile person) => records.Members.Concat(records.Rejected).First(member => member.File == person);
}
