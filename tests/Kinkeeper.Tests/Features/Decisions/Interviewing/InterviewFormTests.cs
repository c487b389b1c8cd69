using Kinkeeper.Features.Decisions.Interviewing;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Intake.Normalise;
using Kinkeeper.Features.Intake.Vocabulary;
using Kinkeeper.Platform;

namespace Kinkeeper.Tests.Features.Decisions.Interviewing;

/// <summary>What an interview's page sends becomes the record, and nothing that it did not send does.</summary>
public sealed class InterviewFormTests
{
    private static readonly InterviewPair Pair = new("ice:1", "orr:2", "Ana", "Luz", "spa");
    private static readonly DateTimeOffset Now = new DateTimeOffset(2025, 12, 2, 18, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    [Theory]
    [InlineData("accompany", Choice.Accompany)]
    [InlineData("remain", Choice.Remain)]
    [InlineData("undecided", Choice.Undecided)]
    [InlineData("reunify_here", Choice.Undecided)]
    [InlineData("counsel_first", Choice.Undecided)]
    [InlineData("declined", Choice.Declined)]
    [InlineData("not_ascertained", Choice.NotAscertained)]
    public void Answer_IsRecordedAsTheChoiceItIs_AndOnlyRemainIsLeaveToGoWithoutTheChild(string answer, Choice choice) =>
        Draft(("answer", answer)).Choice().Should().Be(choice);

    [Fact]
    public void WhatWasLeftOpen_IsLeftOut()
    {
        DecisionDraft draft = Draft(("answer", "remain"));
        draft.YesOrNo("information_given").Should().Be(YesNo.Unknown);
        draft.Minutes().Should().BeNull();
        draft.Signature().Should().Be(Signature.NotRecorded);
        draft.Options().Should().Be(OptionsOffered.None);
        draft.Instant("taken_at").Should().BeOnOrBefore(Now, "an answer is never taken after it is recorded");
    }

    [Fact]
    public void Officer_IsWhoIsSignedIn_WhateverTheFormSays() =>
        Draft(("answer", "remain"), ("officer", "somebody-else")).Text("officer").Should().Be("officer-demo");

    [Fact]
    public void Silence_IsNoChoice() =>
        FluentActions.Invoking(() => Draft().Choice()).Should().Throw<RefusalException>();

    [Theory]
    [InlineData("minutes_allowed", "an hour")]
    [InlineData("minutes_allowed", "-5")]
    public void Minutes_ThatAreNoNumber_AreRefused(string field, string text) =>
        FluentActions.Invoking(() => Draft(("answer", "remain"), (field, text)).Minutes()).Should().Throw<RefusalException>();

    [Fact]
    public void Order_HoldsEachOptionOnce_ComesInEveryPlace_AndIsPartOfTheVersionShown()
    {
        string[] orders = [.. Enumerable.Range(0, 500).Select(_ => InterviewForm.NewOrder())];
        orders.Should().OnlyContain(order => InterviewForm.IsOrder(order));
        orders.Select(order => order.Split(',')[0]).Distinct().Should().BeEquivalentTo(InterviewForm.Options, "any of them may stand first");
        Draft(("answer", "remain"), ("order", orders[0])).Text("form_version").Should().Contain(orders[0]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("remain")]
    [InlineData("accompany,remain,remain,counsel_first,undecided")]
    [InlineData("accompany,remain,reunify_here,counsel_first,undecided,declined")]
    public void Order_ThatIsNotTheFiveOptions_IsNone(string? order) => InterviewForm.IsOrder(order).Should().BeFalse();

    private static DecisionDraft Draft(params (string Field, string Text)[] sent) =>
        InterviewForm.Draft(Pair, field => sent.FirstOrDefault(pair => pair.Field == field).Text, [], "officer-demo", "spa", Now);
}
