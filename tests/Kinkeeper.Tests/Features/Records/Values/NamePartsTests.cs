using System.Globalization;
using System.Text;
using CsCheck;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Tests.Features.Records.Values;

public sealed class NamePartsTests
{
    [Theory]
    [InlineData("María José", "Núñez Peña", "MARIA JOSE", "NUNEZ PENA")]
    [InlineData("MARIA-JOSE", "NUNEZ-PENA", "MARIA JOSE", "NUNEZ PENA")]
    [InlineData("Ma. del Carmen", "De León", "MARIA DEL CARMEN", "DE LEON")]
    [InlineData("Juan", "DeLeon Delacruz", "JUAN", "DE LEON DE LA CRUZ")]
    [InlineData("Tz’unun", "Ch'en K`oy", "TZUNUN", "CHEN KOY")]
    [InlineData("B'alam", "Saꞌqꞌuicʼ Ixb́alam", "BALAM", "SAQUIC IXBALAM")]
    [InlineData("FNU", "LNU", "", "")]
    [InlineData("(b)(6), (b)(7)(C)", "N/A", "", "")]
    [InlineData("José NMN", "López Jr.", "JOSE", "LOPEZ")]
    [InlineData("  ana   lucía ", "", "ANA LUCIA", "")]
    [InlineData("Straße Øre", "Þór Łukasz", "STRASSE ORE", "THOR LUKASZ")]
    [InlineData("Иван", "Петров", "IVAN", "PETROV")]
    public void Parse_AsWritten_GivesComparableParts(string given, string surnames, string expectedGiven, string expectedSurnames) =>
        NameParts.Parse(given, surnames).Should().Be(new NameParts(expectedGiven, expectedSurnames));

    [Theory]
    [InlineData("Hernández Pop", "HERNANDEZ", "POP")]
    [InlineData("De la Cruz De León", "DE LA CRUZ", "DE LEON")]
    [InlineData("García", "GARCIA", "")]
    [InlineData("", "", "")]
    [InlineData("Pérez y Pérez", "PEREZ", "Y PEREZ")]
    public void Surnames_InOrder_AreFathersThenMothers(string surnames, string paternal, string maternal)
    {
        NameParts name = NameParts.Parse("", surnames);

        (name.Paternal, name.Maternal).Should().Be((paternal, maternal));
    }

    [Theory]
    [InlineData("Ana", "López García", "ANA", "GARCIA LOPEZ", false)]
    [InlineData("Ana", "López", "Lopez", "Ana", false)]
    [InlineData("Ana", "López", "Eva", "Pop", true)]
    [InlineData("Ana", "De León", "Eva", "De la Cruz", true)]
    [InlineData("Ana", "López", "", "", false)]
    [InlineData("Ana", "López", "FNU", "LNU", false)]
    [InlineData("Ana", "DELEON", "Eva", "de León", false)]
    [InlineData("Micaela", "Quiché", "MICAELA", "FLORES", false)]
    public void Disagrees_OnlyWhereNoPartIsShared(string given, string surnames, string otherGiven, string otherSurnames, bool expected)
    {
        NameParts left = NameParts.Parse(given, surnames);
        NameParts right = NameParts.Parse(otherGiven, otherSurnames);

        left.Disagrees(right).Should().Be(expected);
        right.Disagrees(left).Should().Be(expected);
    }

    [Fact]
    public void Disagrees_AnyLatinNames_EqualsASimpleReference() =>
        Gen.Select(Names, Names).Sample((left, right) =>
        {
            HashSet<string> parts = [.. Slow(left.Given), .. Slow(left.Surnames)];
            bool disagree = !parts.Overlaps(Slow(right.Given)) && !parts.Overlaps(Slow(right.Surnames));
            return NameParts.Parse(left.Given, left.Surnames).Disagrees(NameParts.Parse(right.Given, right.Surnames)) == disagree;
        });

    [Fact]
    public void Parse_AnyBytes_GivesCapitalsAndSingleBlanks() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            NameParts name = NameParts.Parse(bytes, bytes);
            return name.Given.Split(' ').All(part => name.Given.Length == 0 || (part.Length > 0 && part.All(char.IsAsciiLetterUpper)));
        });

    [Theory]
    [InlineData("LOPEZ GARCIA, Ana María", "ANA MARIA", "LOPEZ GARCIA")]
    [InlineData("Ana María López García", "ANA MARIA", "LOPEZ GARCIA")]
    [InlineData("Ana López", "ANA", "LOPEZ")]
    [InlineData("Ana de León", "ANA", "DE LEON")]
    public void ParseWhole_OneField_IsTakenApart(string name, string given, string surnames) =>
        NameParts.ParseWhole(Encoding.UTF8.GetBytes(name)).Should().Be(new NameParts(given, surnames));

    private static Gen<(string Given, string Surnames)> Names =>
        Gen.Select(OneOf("Ana", "José", "Iñaki", "Lucía", "Eva", "Raúl").List[1, 2], OneOf("Pop", "Peña", "García", "Ixcoy", "Ana", "Muñoz").List[1, 2])
            .Select(parts => (string.Join(' ', parts.Item1), string.Join('-', parts.Item2).ToUpper(CultureInfo.InvariantCulture)));

    private static Gen<string> OneOf(params string[] names) => Gen.Int[0, names.Length - 1].Select(index => names[index]);

    private static string[] Slow(string field) =>
        new string([.. field.Normalize(NormalizationForm.FormD).Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)])
            .ToUpperInvariant()
            .Split(' ', '-');
}
