using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Text;

/// <summary>The texts of pages exist in both languages, and each is in its own language.</summary>
public sealed partial class WordsTests
{
    private static readonly ResourceManager Words = new(typeof(Words));

    /// <summary>Words that are the same in both languages.</summary>
    private static readonly string[] Alike = ["interview.no"];

    [Fact]
    public void Keys_AreTheSameInBothLanguages_AndNothingIsLeftUntranslated()
    {
        Dictionary<string, string> english = All("");
        Dictionary<string, string> spanish = All("es");
        english.Keys.Should().BeEquivalentTo(spanish.Keys);
        english.Where(word => word.Value == spanish[word.Key]).Select(word => word.Key).Should().BeEquivalentTo(Alike);
        foreach ((string key, string text) in english)
        {
            Places(spanish[key]).Should().BeEquivalentTo(Places(text), $"{key} has the same placeholders in both languages");
        }
    }

    [Fact]
    public void Roles_EachHaveAName() =>
        DemonstrationAccounts.All.Select(account => $"role.{Roles.NameOf(account.Role)}").Should().BeSubsetOf(All("").Keys);

    /// <summary>Keys that the program builds from a record's words. A reader must never meet one that is missing.</summary>
    [Fact]
    public void Answers_EachHaveWords()
    {
        Dictionary<string, string> all = All("");
        Enum.GetValues<Wish>().Select(wish => $"family.wish.{wish.ToString().ToLowerInvariant()}").Should().BeSubsetOf(all.Keys);
        Enum.GetValues<ScreeningAnswer>().Select(answer => $"family.screening.{answer.ToString().ToLowerInvariant()}").Should().BeSubsetOf(all.Keys);
        Enum.GetValues<LinkStatus>().Select(status => $"family.status.{status.ToString().ToLowerInvariant()}").Should().BeSubsetOf(all.Keys);
        Enum.GetValues<Honored>().Select(honored => $"case.honored.{honored.ToString().ToLowerInvariant()}").Should().BeSubsetOf(all.Keys);
    }

    /// <summary>Fails if a title changes in its file, because it would silently lose its translation.</summary>
    [Fact]
    public void PoliciesOfTheProgram_HaveTheirTitlesInBothLanguages()
    {
        Dictionary<string, string> all = All("");
        using TemporaryFolder folder = new();
        foreach (Policy policy in new PolicyShelf(new StoreLocation(folder.Path), ClearanceRule.Codes).All())
        {
            all.Should().Contain($"policy.{policy.Id}", policy.Title);
        }
    }

    private static Dictionary<string, string> All(string culture) => Words
        .GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
        .Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Distinct();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
