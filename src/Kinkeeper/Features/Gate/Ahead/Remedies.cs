using System.Globalization;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>The page on which a reason to hold somebody can be lifted.</summary>
/// <param name="Address">Holds numbers of records only.</param>
/// <param name="Text">Its key in <see cref="Platform.Text.Words"/>.</param>
public sealed record RemedyLink(string Address, string Text);

/// <summary>Finds the page where each reason to hold can be resolved, if the reader may open it.</summary>
public sealed class Remedies(PageAddresses pages)
{
    /// <summary>Returns the page; null if no page resolves the reason or the reader may not open it.</summary>
    /// <param name="account">The account that reads.</param>
    /// <param name="person">The held person.</param>
    /// <param name="reason">The reason to hold.</param>
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
