using System.Globalization;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>The page where a reason to hold can be resolved.</summary>
/// <param name="Address">The page's address, which contains record numbers only.</param>
/// <param name="Text">The text's key in <see cref="Platform.Text.Words"/>.</param>
public sealed record Remedy(string Address, string Text);

/// <summary>Finds the page where each reason to hold can be resolved, if the reader may open it.</summary>
public sealed class Remedies(PageAddresses pages)
{
    /// <summary>Returns the page; null if no page resolves the reason or the reader may not open it.</summary>
    /// <param name="account">The account that reads.</param>
    /// <param name="person">The held person.</param>
    /// <param name="reason">The reason to hold.</param>
    /// <param name="records">A record of each person by the person's key.</param>
    public Remedy? For(Account account, LineAnswer person, HoldReason reason, IReadOnlyDictionary<string, RecordKey> records)
    {
        RecordKey? self = person.Person is { } own && records.TryGetValue(own, out RecordKey record) ? record : null;
        RecordKey? child = reason.Child is { } key && records.TryGetValue(key, out RecordKey of) ? of : null;
        return reason.Rule switch
        {
            "decision-defective" when pages.MayOpen(account, "decisions/waiting") => new Remedy("/decisions/waiting", "remedy.acknowledge"),
            "no-decision" or "decision-revoked" or "undecided" or "decision-defective" when self is { } parent && child is { } about && pages.MayOpen(account, "interview/{parent:long}/{child:long}") =>
                new Remedy(string.Create(CultureInfo.InvariantCulture, $"/interview/{parent.Value}/{about.Value}"), "remedy.interview"),
            "not-screened" or "child-not-recorded" when self is { } asked && pages.MayOpen(account, "screening/{record:long}") =>
                new Remedy(string.Create(CultureInfo.InvariantCulture, $"/screening/{asked.Value}"), "remedy.screening"),
            "possible-child" or "wish-contradicted" or "child-not-ready" or "child-whereabouts-unknown" or "minor-alone" or "child-not-travelling" or "child-travelling-against-wish"
                when self is { } family && pages.MayOpen(account, "families/{record:long}") =>
                new Remedy(string.Create(CultureInfo.InvariantCulture, $"/families/{family.Value}"), reason.Rule == "possible-child" ? "remedy.compare" : "remedy.family"),
            _ => null,
        };
    }
}
