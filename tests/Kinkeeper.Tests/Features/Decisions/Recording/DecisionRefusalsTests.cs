using System.Reflection;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Platform;

namespace Kinkeeper.Tests.Features.Decisions.Recording;

/// <summary>Checks that every refusal and every defect has a text in both languages.</summary>
public sealed class DecisionRefusalsTests
{
    [Fact]
    public void Refusals_Each_HaveAUniqueCodeAndBothLanguages()
    {
        Refusal[] refusals =
        [
            .. typeof(DecisionRefusals).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Select(method => ((RefusalException)method.Invoke(null, [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(long) ? (object)1L : "X")])!).Refusal),
        ];

        refusals.Length.Should().BeGreaterThan(15);
        refusals.Select(refusal => refusal.Code).Should().OnlyHaveUniqueItems();
        refusals.Should().OnlyContain(refusal => refusal.Sentence.Length > 10 && refusal.Spanish != null && refusal.Spanish.Length > 10 && refusal.Spanish != refusal.Sentence);
    }

    [Fact]
    public void Defects_Each_HaveAUniqueCodeBothLanguagesAndASource()
    {
        Defect.All.Select(defect => defect.Code).Should().OnlyHaveUniqueItems();
        Defect.All.Should().OnlyContain(defect => defect.English != defect.Spanish && defect.Citation.Length > 0);
        Defect.All.Aggregate(Defects.None, (all, defect) => all | defect.Bit).Should().Be(GradingStandard.Everything.Required);
        Enum.GetValues<Defects>().Where(bit => bit != Defects.None).Should().OnlyContain(bit => Defect.All.Any(defect => defect.Bit == bit));
    }
}
