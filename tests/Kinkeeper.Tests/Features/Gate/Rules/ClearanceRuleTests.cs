using System.Globalization;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate.Rules;

/// <summary>Tests each rule's texts, and the one rule that no exchange file can trigger: a link proposed only by statistics.</summary>
public sealed class ClearanceRuleTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.Parse(GateScene.At, CultureInfo.InvariantCulture);
    private static readonly DateTimeOffset Departure = DateTimeOffset.Parse(GateScene.Departure, CultureInfo.InvariantCulture);

    /// <summary>
    /// The rules of docs/gate.md: code, first words of the sentence in both languages, and part of its source.
    /// </summary>
    public static TheoryData<string, string, string, string> Rules => new()
    {
        { "not-identified", "Nobody on record fits this line", "Nadie en los registros corresponde", "recommendation 1" },
        { "not-screened", "Nobody has asked whether this person has children", "Nadie ha preguntado si esta persona tiene hijos", "11064.3" },
        { "child-not-recorded", "This person stated more children", "Esta persona declaró más hijos", "OIG-21-36" },
        { "minor-alone", "This is a minor", "Es una persona menor de edad", "8 U.S.C. 1232" },
        { "possible-child", "This person may be a parent of this child", "Esta persona puede ser madre o padre", "OIG-20-06" },
        { "no-decision", "Nobody has recorded what this parent wants", "Nadie ha registrado qué quiere", "recommendation 1" },
        { "decision-revoked", "The parent has taken the decision", "La madre o el padre retiró la decisión", "Revocable until departure" },
        { "undecided", "The parent has not decided", "La madre o el padre no ha decidido", "recommendation 1" },
        { "decision-defective", "The record of the decision about this child has defects", "El registro de la decisión", "significantly flawed" },
        { "wish-contradicted", "The parent had asked to go together", "La madre o el padre había pedido irse", "removed alone" },
        { "child-not-travelling", "The parent decided to go together, and this child is not on", "La madre o el padre decidió irse junto", "OIG-21-36" },
        { "child-not-ready", "This child is to travel with the parent", "La niña o el niño debe viajar", "OIG-21-36" },
        { "child-travelling-against-wish", "The parent decided that this child remains", "La madre o el padre decidió que la niña o el niño se quede", "OIG-21-36" },
        { "child-whereabouts-unknown", "The child is to remain", "La niña o el niño se queda", "art. 9(4)" },
        { "policy-unavailable", "The policy cannot be read", "No se puede leer la política", "Fail closed" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_InBothLanguages_HasReasonSourceAndRemedy(string code, string english, string spanish, string source)
    {
        ClearanceRule rule = ClearanceRule.All.Single(rule => rule.Code == code);
        HoldReason reason = rule.Reason("123", "a detail");
        reason.Text.Should().StartWith(english).And.EndWith("(a detail)");
        reason.TextSpanish.Should().StartWith(spanish).And.EndWith("(a detail)");
        reason.Citation.Should().Contain(source);
        reason.LiftedBy.Should().EndWith(".").And.NotBe(reason.LiftedBySpanish);
        reason.LiftedBySpanish.Should().EndWith(".").And.HaveLength(reason.LiftedBySpanish.Trim().Length).And.NotBe(".");
        reason.LiftedBy.Length.Should().BeGreaterThan(15);
        reason.LiftedBySpanish.Length.Should().BeGreaterThan(15);
        reason.Rule.Should().Be(code);
        reason.Child.Should().Be("123");
        rule.Reason().Text.Should().Be(rule.Text.English).And.NotContain("(a detail)");
        rule.Reason().TextSpanish.Should().Be(rule.Text.Spanish);
    }

    [Fact]
    public void Rules_AreThoseOfTheContract() =>
        ClearanceRule.All.Select(rule => rule.Code).Should().BeEquivalentTo(Rules.Select(row => row.Data.Item1));

    [Theory]
    [InlineData(0.95, null, "possible-child")]
    [InlineData(0.90, null, "possible-child")]
    [InlineData(0.8999, null, "")]
    [InlineData(null, null, "")]
    [InlineData(0.95, LinkStatus.Rejected, "")]
    [InlineData(0.95, LinkStatus.Confirmed, "no-decision")]
    [InlineData(0.10, LinkStatus.Disputed, "possible-child")]
    public void PossibleChild_ProposedByStatistics_HoldsFromTheThresholdOnUntilAPersonDecides(double? probability, LinkStatus? decided, string rules)
    {
        PersonFile parent = new(new PersonId(1)) { Key = "mother", RecordedAsAdult = true };
        PersonFile child = new(new PersonId(2)) { Key = "child", RecordedAsMinor = true };
        FamilyFile family = new(parent, child)
        {
            Proposal = probability,
            DecidedByPerson = decided is { } status ? new LinkRow(status, At.AddDays(-1)) : null,
        };
        parent.AsParent.Add(family);
        child.AsChild.Add(family);
        parent.Screenings.Add(new Screening(At.AddDays(-2), ScreeningAnswer.No, null));
        Policy policy = Shipped();
        Passenger passenger = new(new ManifestLine(1) { Manifest = "F1", DepartsAt = Departure }, parent, new HashSet<PersonId> { parent.Id }, At, policy);
        string.Join(' ', ClearanceRule.All.SelectMany(rule => rule.Reasons(passenger, policy)).Select(reason => reason.Rule)).Should().Be(rules);
    }

    [Theory]
    [InlineData("defects", "not-a-defect", "there is no defect")]
    [InlineData("rules", "not-a-rule", "there is no rule")]
    public void Policy_NamingAnUnknownRule_IsUnreadable(string where, string code, string words)
    {
        using TemporaryFolder folder = new();
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "oig-21-36.json"));
        folder.Write("policies/oig-21-36.json", text.Replace(where == "defects" ? "\"no-form\"" : "\"minor-alone\"", $"\"{code}\"", StringComparison.Ordinal));
        Func<Policy> read = () => new PolicyShelf(new StoreLocation(folder.Path), ClearanceRule.Codes).Find("oig-21-36");
        read.Should().Throw<RefusalException>().Which.Refusal.Sentence.Should().Contain(words);
    }

    [Theory]
    [InlineData("2018-07-11", "no-decision", "2018-07-11T23:30:00-05:00")]
    [InlineData("2018-07-11", "policy-unavailable", "2018-07-12T00:30:00-05:00")]
    public async Task Clear_UnderAPolicyOnAnotherDay_HoldsEverybody(string effectiveTo, string rule, string departure)
    {
        GateScene scene = new GateScene(1).Family("mother", "child", "2010-03-03").FliesAt(departure, "mother");
        using GateRun run = await GateRun.OfAsync([scene]);
        string text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "oig-21-36.json"), TestContext.Current.CancellationToken);
        run.Kinkeeper.Folder.Write(
            "data/policies/old.json",
            text.Replace("\"id\": \"oig-21-36\"", $"\"id\": \"old\", \"effectiveTo\": \"{effectiveTo}\"", StringComparison.Ordinal));
        VerbAnswer answer = await run.Kinkeeper.RunAsync(
            "clear", run.Kinkeeper.Folder.Write("m.csv", GateScene.File("manifest", [scene])), "--policy", "old", "--json");
        answer.Json.GetProperty("people")[0].GetProperty("reasons")[0].GetProperty("rule").GetString().Should().Be(rule);
    }

    private static Policy Shipped()
    {
        using TemporaryFolder empty = new();
        return new PolicyShelf(new StoreLocation(empty.Path), ClearanceRule.Codes).Find(PolicyShelf.Default);
    }
}
