using Kinkeeper.Features.Gate.Plans;

namespace Kinkeeper.Tests.Features.Gate.Plans;

/// <summary>Tests the plan that carries out a decision: owners, due dates, and evidence.</summary>
public sealed class DecisionPlanTests
{
    [Fact]
    public async Task Plan_OfADecisionToGoTogether_LetsThemLeaveOnceEveryStepIsConfirmed()
    {
        await using GateWork work = await GateWork.OfAsync(Together().Removed("mother", GateScene.Departure, "planned"));
        DecisionPlan plans = work.Get<DecisionPlan>();
        string decision = work.Scene.Id("mother") + "-child-1";
        GateWork.Words(await work.AskAsync("mother", "child")).Should().Equal("child-not-ready", "cleared");

        PlanState plan = plans.Make(decision, "jc-1");
        plan.Steps.Select(step => $"{step.Step} {step.Owner} {step.DueAt:yyyy-MM-dd'T'HH:mm}").Should().Equal(
            "orr_told juvenile-coordinator 2024-06-13T19:00",
            "child_release orr-case-manager 2024-06-17T19:00",
            "travel_document consulate-liaison 2024-06-17T19:00",
            "seats flight-operations 2024-06-18T19:00",
            "handover escort 2024-06-20T17:00");
        plan.Steps.Should().OnlyContain(step => step.ConfirmedAt == null && step.English.Length > 0 && step.Spanish.Length > 0);
        plan.Steps.Where(step => step.GateAsks).Select(step => step.Step).Should().Equal("child_release", "travel_document", "seats");
        GateWork.Words(await work.AskAsync("mother", "child")).Should().Equal(["child-not-ready", "cleared"], "a plan alone clears nobody");

        plans.Confirm(decision, "child_release", "orr-7", "release order 4711");
        plans.Confirm(decision, "travel_document", "cons-2", "passport GT-99");
        GateWork.Words(await work.AskAsync("mother", "child")).Should().Equal("child-not-ready", "cleared");
        PlanState done = plans.Confirm(decision, "seats", "fo-1", "booking 12A 12B");
        GateWork.Words(await work.AskAsync("mother", "child")).Should().Equal("cleared", "cleared");
        done.Steps.Single(step => step.Step == "seats").ConfirmedBy.Should().Be("fo-1");
        work.Logged("plan:").Should().Equal("plan-made", "plan-step-confirmed", "plan-step-confirmed", "plan-step-confirmed");
    }

    [Fact]
    public async Task Plan_OfADecisionThatTheChildRemains_LetsTheParentLeaveOnceTheCarerIsKnown()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        DecisionPlan plans = work.Get<DecisionPlan>();
        string decision = work.Scene.Id("mother") + "-child-1";
        plans.Make(decision, "jc-1").Steps.Select(step => $"{step.Step} {step.DueAt:yyyy-MM-dd}").Should().Equal(
            ["carer_known 2024-06-17", "contact_given 2024-06-17", "papers 2024-06-17"], "no departure is known: a week after the decision");
        GateWork.Words(await work.AskAsync("mother")).Should().Equal("child-whereabouts-unknown");
        plans.Confirm(decision, "carer_known", "jc-1", "aunt, spoken to on 19 June");
        GateWork.Words(await work.AskAsync("mother")).Should().Equal("cleared");
    }

    [Fact]
    public async Task Plan_MadeAgain_UpdatesOpenStepsAndKeepsConfirmedOnes()
    {
        await using GateWork work = await GateWork.OfAsync(Together().Removed("mother", GateScene.Departure, "planned"));
        DecisionPlan plans = work.Get<DecisionPlan>();
        string decision = work.Scene.Id("mother") + "-child-1";
        plans.Make(decision, "jc-1");
        plans.Confirm(decision, "seats", "fo-1", "booking");
        plans.Make(decision, "jc-1");
        work.Logged("plan:").Should().Equal(["plan-made", "plan-step-confirmed"], "nothing changed");

        await work.Kinkeeper.ImportTextAsync("removals", GateScene.File("removals", [new GateScene(1).Removed("mother", "2024-06-27T14:00:00-05:00", "planned")]));
        PlanState later = plans.Make(decision, "jc-1");
        later.Steps.Single(step => step.Step == "handover").DueAt.Should().Be(DateTimeOffset.Parse("2024-06-27T12:00:00-05:00", System.Globalization.CultureInfo.InvariantCulture));
        later.Steps.Single(step => step.Step == "seats").ConfirmedBy.Should().Be("fo-1");
    }

    [Fact]
    public async Task Plan_Impossible_IsRefused()
    {
        await using GateWork work = await GateWork.OfAsync(Together()
            .Decides("mother", "child", "undecided", "decision_id=u", "taken_at=2024-06-01T09:00:00Z", "recorded_at=2024-06-01T10:00:00Z")
            .Decides("mother", "child", "remain", "decision_id=r", "taken_at=2024-06-02T09:00:00Z", "recorded_at=2024-06-02T10:00:00Z", "revoked_at=2024-06-03T09:00:00Z"));
        DecisionPlan plans = work.Get<DecisionPlan>();
        string mother = work.Scene.Id("mother");
        plans.Make($"{mother}-child-1", "jc-1");
        plans.Confirm($"{mother}-child-1", "seats", "fo-1", "booking");
        GateWork.CodeOf(() => plans.Make("nobody's", "jc-1")).Should().Be("decision-unknown");
        GateWork.CodeOf(() => plans.Make($"{mother}-child-u", "jc-1")).Should().Be("nothing-to-carry-out");
        GateWork.CodeOf(() => plans.Make($"{mother}-child-r", "jc-1")).Should().Be("decision-is-revoked");
        GateWork.CodeOf(() => plans.Confirm($"{mother}-child-1", "carer_known", "fo-1", "letter")).Should().Be("step-not-of-the-plan");
        GateWork.CodeOf(() => plans.Confirm($"{mother}-child-1", "seats", "fo-1", "booking")).Should().Be("step-confirmed");
        GateWork.CodeOf(() => plans.Confirm($"{mother}-child-1", "handover", "fo-1", " ")).Should().Be("evidence-missing");
        GateWork.CodeOf(() => plans.Confirm($"{mother}-child-1", "handover", "", "letter")).Should().Be("evidence-missing");
    }

    private static GateScene Together() => new GateScene(1).Family().Decides("mother", "child", "accompany").Flies("mother", "child");
}
