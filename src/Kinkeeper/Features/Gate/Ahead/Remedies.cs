using System.Globalization;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>Where what holds somebody can be lifted.</summary>
/// <param name="Address">Holds numbers of records only.</param>
/// <param name="Text">Its key in <see cref="Platform.Text.Words"/>.</param>
public sealed record RemedyLink(string Address, string Text);

/// <summary>For each reason to hold the one page where it can be lifted, if the reader may open it.</summary>
public sealed class Remedies(PageAddresses pages)
{
    /// <summary>Null where no page lifts it, or another role's does.</summary>
    /// <param name="account">Who reads.</param>
    /// <param name="person">Whom the gate holds.</param>
    /// <param name="reason">Why.</param>
    /// <param name="records">A record of each person by the person's key.</param>
    public RemedyLink? For(Account account, LineAnswer person, HoldReason reason, IReadOnlyDictionary<string, RecordKey> records)
    {
        RecordKey? self = person.Person is { } own && records.TryGetValue(own, out RecordKey record) ? record : null;
        RecordKey? child = reason.Child is { } key && records.TryGetValue(key, out RecordKey of) ? of : null;
        Remedy remedy = ClearanceRule.Find(reason.Rule)?.LiftedOn ?? Remedy.Nowhere;
        return remedy switch
        {
            Remedy.Acknowledgement when pages.MayOpen(account, "decisions/waiting") => new RemedyLink("/decisions/waiting", "remedy.acknowledge"),
            Remedy.Interview or Remedy.Acknowledgement when self is { } parent && child is { } about && pages.MayOpen(account, "interview/{parent:long}/{child:long}") =>
                new RemedyLink(string.Create(CultureInfo.InvariantCulture, $"/interview/{parent.Value}/{about.Value}"), "remedy.interview"),
            Remedy.Screening when self is { } asked && pages.MayOpen(account, "screening/{record:long}") =>
                new RemedyLink(string.Create(CultureInfo.InvariantCulture, $"/screening/{asked.Value}"), "remedy.screening"),
            Remedy.Family or Remedy.Comparison when self is { } family && pages.MayOpen(account, "families/{record:long}") =>
                new RemedyLink(string.Create(CultureInfo.InvariantCulture, $"/families/{family.Value}"), remedy == Remedy.Comparison ? "remedy.compare" : "remedy.family"),
            _ => null,
        };
    }
}
