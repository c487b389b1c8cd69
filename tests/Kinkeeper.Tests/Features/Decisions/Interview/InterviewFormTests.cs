using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.Decisions.Interview.Texts;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Tests.Features.Decisions.Interview;

/// <summary>Tests the parts of an interview without a page: words, order, fields, and the texts for parents.</summary>
public sealed class InterviewFormTests
{
    [Theory]
    [InlineData("accompany", "accompany")]
    [InlineData("remain", "remain")]
    [InlineData("undecided", "undecided")]
    [InlineData("reunify_here", "undecided")]
    [InlineData("counsel_first", "undecided")]
    [InlineData("declined", "declined")]
    [InlineData("not_ascertained", "not_ascertained")]
    public void ChoiceOf_EachAnswer_IsTheExchangeFilesWord(string answer, string choice) =>
        InterviewForm.ChoiceOf(answer).Should().Be(choice);

    [Fact]
    public void NewOrder_Repeated_PutsEachOptionInEveryPlace()
    {
        string[][] orders = [.. Enumerable.Range(0, 500).Select(_ => InterviewForm.NewOrder().Split(','))];
        orders.Should().OnlyContain(order => order.Order().SequenceEqual(InterviewForm.Options.Order()));
        foreach (string option in InterviewForm.Options)
        {
            orders.Select(order => Array.IndexOf(order, option)).Distinct().Should().HaveCount(5, $"{option} may stand anywhere");
        }
    }

    [Fact]
    public void Options_AreThoseOfAValidDecision() =>
        InterviewForm.Options.Should().HaveCount(Enum.GetValues<OptionsOffered>().Length - 2);

    [Theory]
    [InlineData("M0 0", true)]
    [InlineData("M600 200L1 2", true)]
    [InlineData("M10 20L11 21M30 40", true)]
    [InlineData("M10 201", false)]
    [InlineData("M1000 20", false)]
    [InlineData("M10 20 Z", false)]
    [InlineData("M-1 20", false)]
    public void Strokes_AcceptPenMovementsInTheField(string strokes, bool are) =>
        InterviewField.Pen("strokes").TryRead([strokes], out _).Should().Be(are);

    [Fact]
    public void Texts_OfAllLanguages_HaveTheSameKeys()
    {
        IReadOnlyDictionary<string, string> english = ParentText.All[0].Words;
        foreach (ParentText text in ParentText.All)
        {
            text.Words.Keys.Should().BeEquivalentTo(english.Keys);
            text.Approval.Should().NotBeEmpty();
            text.Words.Values.Should().OnlyContain(words => words.Trim().Length > 0);
            foreach (string option in InterviewForm.Options)
            {
                text.Words[$"option-{option}"].Should().Contain("{0}");
            }
        }

        foreach (string key in english.Keys)
        {
            ParentText.All.Select(text => text.Words[key]).Should().OnlyHaveUniqueItems($"{key} is translated into each language");
        }
    }

    [Fact]
    public void Steps_Together_FixEveryDefectAnInterviewCanFix()
    {
        foreach (InterviewStep step in InterviewStep.All)
        {
            ParentText.All.Should().OnlyContain(text => text.Words.ContainsKey(step.Name));
        }

        InterviewStep.All.SelectMany(step => step.Fields).Select(field => field.Name).Should().OnlyHaveUniqueItems();
        var fixable = InterviewStep.All.Aggregate(Defects.None, (all, step) => all | step.Fixes);
        Defect.Codes(~fixable & GradingStandard.Everything.Required).Should().BeEquivalentTo(
            ["no-form", "no-acknowledgement", "self-acknowledged", "acknowledged-after-departure", "taken-after-recorded", "recorded-after-departure", "revoked"]);
    }

    [Theory]
    [InlineData("Mam de Todos Santos", "mam (Todos Santos)", "Mam (Todos Santos) · mam")]
    [InlineData("kreyòl", "hat", "Haitian Creole · hat")]
    [InlineData("Mayan", "mayan", "Mayan")]
    [InlineData(" ", null, " ")]
    public void Language_ByCodeAndVariant_IsNamedAndNeverGuessed(string written, string? code, string shown)
    {
        LanguageName.Code(written).Should().Be(code);
        LanguageName.Show(written).Should().Be(shown);
    }
}
