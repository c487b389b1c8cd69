using Kinkeeper.Linkage.Names;

namespace Kinkeeper.Linkage.Tests.Names;

public sealed class NameComparisonTests
{
    [Theory]
    [InlineData("López García", "Lopez Garcia", 5)]
    [InlineData("De la Cruz", "Cruz", 5)]
    [InlineData("García López", "López García", 4)]
    [InlineData("Velásquez", "Belazques", 4)]
    [InlineData("López García", "López", 3)]
    [InlineData("López García", "García", 3)]
    [InlineData("López García", "López Pérez", 2)]
    [InlineData("Hernández", "Hernánde", 1)]
    [InlineData("López", "Xitumul", 0)]
    public void Surnames_RecordedForms_GiveTheDegree(string left, string right, int degree)
    {
        NameComparison.Surnames(left, right).Should().Be(degree);
        NameComparison.Surnames(right, left).Should().Be(degree);
    }

    [Theory]
    [InlineData("Ana María", "Ana Maria", 4)]
    [InlineData("María Ana", "Ana María", 3)]
    [InlineData("Yésica", "Llessica", 3)]
    [InlineData("Ana", "Ana María", 2)]
    [InlineData("Ana María", "Ana Lucía", 1)]
    [InlineData("Marta", "Martha", 3)]
    [InlineData("Pedro", "Ana", 0)]
    public void GivenNames_RecordedForms_GiveTheDegree(string left, string right, int degree)
    {
        NameComparison.GivenNames(left, right).Should().Be(degree);
        NameComparison.GivenNames(right, left).Should().Be(degree);
    }

    [Theory]
    [InlineData("López García", "López Pérez", 3)]
    [InlineData("Pérez Ruiz", "López Pérez", 2)]
    [InlineData("Ruiz Pérez", "López Pérez", 1)]
    [InlineData("Ruiz", "López Pérez", 0)]
    public void Inheritance_ByCustom_ReturnsThePassedSurname(string adult, string child, int degree) =>
        NameComparison.Inheritance(adult, child).Should().Be(degree);

    [Theory]
    [InlineData("Juan López;María Pérez Ruiz", "Maria Peres Ruiz", 3)]
    [InlineData("Juan López", "Juan Carlos López Tum", 2)]
    [InlineData("Juan López Tum", "Juan López Ruiz", 1)]
    [InlineData("Juan", "Juan", 0)]
    public void Stated_NameInAList_UsesTheBestPair(string stated, string name, int degree) =>
        NameComparison.Stated(stated, name).Should().Be(degree);
}
