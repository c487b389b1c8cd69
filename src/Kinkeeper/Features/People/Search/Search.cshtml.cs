using System.Globalization;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Kinkeeper.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.People.Search;

/// <summary>
/// The search box and its results. Uses POST only: a name or an A-number in an address would be stored in histories, proxies and logs.
/// The typed text is not shown again, because it is not stored.
/// </summary>
[Requires(Permission.Search)]
[EnableRateLimiting(RequestLimits.Search)]
public sealed class SearchModel(FindPeople people, AccessRecord access, PageAddresses pages, TimeProvider clock, IStringLocalizer<Words> texts) : PageModel
{
    /// <summary>The result; null before a search.</summary>
    public PeopleFound? Found { get; private set; }

    public bool IsUnreadable { get; private set; }

    public bool OpensFiles => pages.MayOpen(Account.Of(User)!, "families/{record:long}");

    public async Task OnPostAsync([FromForm] string? words)
    {
        if (!SearchWords.TryParse(words, out SearchWords asked))
        {
            IsUnreadable = true;
            return;
        }

        PeopleFound found = people.Execute(Account.Of(User)!, asked);
        await access.ReadAsync(HttpContext, [.. found.People.Select(person => person.Record)], isSearch: true);
        Found = found;
    }

    /// <summary>Returns age, country and other recorded facts in one line.</summary>
    public string Line(PersonFound person)
    {
        List<string> parts = [Age(person), person.Country is { } country ? texts["search.country", CountryName.Of(country)] : texts["search.country-unknown"]];
        if (person.Children > 0)
        {
            parts.Add(texts["search.parent", Number(person.Children)]);
        }

        if (person.Parents > 0)
        {
            parts.Add(texts["search.child", Number(person.Parents)]);
        }

        if (person.Children + person.Parents == 0)
        {
            parts.Add(texts["search.no-relatives"]);
        }

        parts.Add(person.Records == 1 ? texts["search.one-record"] : texts["search.records", Number(person.Records)]);
        if (person.DepartsAt is { } departs)
        {
            parts.Add(texts["search.departs", SayTime.Instant(departs)]);
        }

        return string.Join(" · ", parts);
    }

    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private string Age(PersonFound person)
    {
        if (person.BirthDate is not { } born)
        {
            return texts["search.age-unknown"];
        }

        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        int years = today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
        return texts[person.IsBirthExact ? "search.age" : "search.age-least", Math.Max(0, years)];
    }
}
